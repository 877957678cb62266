package headcount.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a process of a run is told by the one that started it, one JSON object a line. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Order.Prepare.class, name = "prepare"),
  @JsonSubTypes.Type(value = Order.Begin.class, name = "begin"),
  @JsonSubTypes.Type(value = Order.Count.class, name = "count"),
  @JsonSubTypes.Type(value = Order.Compare.class, name = "compare"),
  @JsonSubTypes.Type(value = Order.GoHome.class, name = "go-home"),
})
sealed interface Order {
  /** It is one of several, numbered from 0, plays by this seed, and aims at these nodes. */
  record Prepare(int number, int processes, long seed, List<Target> targets) implements Order {
    public Prepare {
      targets = List.copyOf(targets);
    }
  }

  /** The script's time runs from this moment of the machine's monotonic clock. */
  record Begin(long nanos) implements Order {}

  /** It is to say its truth. */
  record Count() implements Order {}

  /** It is to hold its screens against this truth of all. */
  record Compare(String truths) implements Order {}

  /** Everybody goes home; it is to say the rest. */
  record GoHome() implements Order {}
}
