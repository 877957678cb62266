package headcount.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What a process of a run says to the one that started it, one JSON object a line. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Report.Prepared.class, name = "prepared"),
  @JsonSubTypes.Type(value = Report.Beat.class, name = "beat"),
  @JsonSubTypes.Type(value = Report.Counted.class, name = "counted"),
  @JsonSubTypes.Type(value = Report.Compared.class, name = "compared"),
  @JsonSubTypes.Type(value = Report.Gone.class, name = "gone"),
  @JsonSubTypes.Type(value = Report.Problem.class, name = "problem"),
})
sealed interface Report {
  /** Everything is ready for so many tabs. */
  record Prepared(int tabs) implements Report {}

  /** A pulse; the numbers by stream as {@link Numbers} writes them. */
  record Beat(
      long round,
      long nanos,
      String owed,
      String held,
      String least,
      String most,
      Pulse.Totals totals)
      implements Report {}

  /** Its truth, as {@link Truths} writes it. */
  record Counted(String truths) implements Report {}

  /** What its screens showed against the truth of all. */
  record Compared(Comparison comparison) implements Report {}

  /** Everybody went home; histograms as {@link Stopwatches} writes them. */
  record Gone(
      List<Faults.Fault> faults,
      Map<Stopwatches.Watch, String> watches,
      long late,
      long unseenProbes,
      long missed)
      implements Report {
    public Gone {
      faults = List.copyOf(faults);
      watches = Map.copyOf(watches);
    }
  }

  /** It cannot go on, and why. */
  record Problem(String sentence) implements Report {}
}
