package headcount.stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What happened to a stream's broadcasts; kept for ever, so fields are added and never renamed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BroadcastEvent.Announced.class, name = "announced"),
  @JsonSubTypes.Type(value = BroadcastEvent.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = BroadcastEvent.Ended.class, name = "ended")
})
public sealed interface BroadcastEvent extends StoredEvent {
  /** The stream that it happened to. */
  String stream();

  /** A broadcast began; {@code startedAt} in Unix ms. */
  record Announced(String stream, long startedAt, String title, String category, String broadcaster)
      implements BroadcastEvent {}

  /** The broadcast that is on has another title or category. */
  record Changed(String stream, String title, String category) implements BroadcastEvent {}

  /** The broadcast is over; {@code endedAt} in Unix ms. */
  record Ended(String stream, long endedAt) implements BroadcastEvent {}
}
