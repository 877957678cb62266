package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.util.List;

/**
 * The life of a stream's newest broadcast, as its events tell it; immutable.
 *
 * @param startedAt Unix ms; 0 if nothing was ever announced
 * @param endedAt Unix ms; 0 while it is on
 */
public record BroadcastState(
    String stream, long startedAt, long endedAt, String title, String category, String broadcaster)
    implements StoredEvent {
  static BroadcastState nothing(String stream) {
    return new BroadcastState(stream, 0, 0, "", "", "");
  }

  static BroadcastState of(Catalogue.Entry row) {
    return new BroadcastState(
        row.stream().text(),
        row.broadcast().startedAtMillis(),
        row.endedAtMillis(),
        row.title(),
        row.broadcast().category().text(),
        row.broadcast().broadcaster().text());
  }

  boolean announced() {
    return startedAt != 0;
  }

  boolean live() {
    return announced() && endedAt == 0;
  }

  BroadcastState after(BroadcastEvent event) {
    return switch (event) {
      case BroadcastEvent.Announced e ->
          new BroadcastState(stream, e.startedAt(), 0, e.title(), e.category(), e.broadcaster());
      case BroadcastEvent.Changed e ->
          new BroadcastState(stream, startedAt, endedAt, e.title(), e.category(), broadcaster);
      case BroadcastEvent.Ended e ->
          new BroadcastState(stream, startedAt, e.endedAt(), title, category, broadcaster);
    };
  }

  /** What an announcement makes happen; nothing if it says what is so already. */
  List<BroadcastEvent> announce(Broadcast.Announce wish, long wallMillis) {
    var other = wish.broadcaster();
    if (live() && (other == null || other.equals(broadcaster))) {
      var titled = wish.title();
      var moved = wish.category() == null ? category : wish.category();
      return titled.equals(title) && moved.equals(category)
          ? List.of()
          : List.of(new BroadcastEvent.Changed(stream, titled, moved));
    }
    Long asked = wish.startedAt();
    long begins =
        asked != null && asked > Math.max(startedAt, endedAt)
            ? asked
            : Math.max(wallMillis, startedAt + 1);
    var announced =
        new BroadcastEvent.Announced(
            stream,
            begins,
            wish.title(),
            wish.category() == null ? CategoryId.UNCATEGORIZED.text() : wish.category(),
            other == null ? BroadcasterId.UNKNOWN.text() : other);
    return live()
        ? List.of(new BroadcastEvent.Ended(stream, wallMillis), announced)
        : List.of(announced);
  }

  /** The row that the catalogue is to hold. */
  Catalogue.Entry entry() {
    return new Catalogue.Entry(new StreamId(stream), ref(), title, endedAt);
  }

  BroadcastRef ref() {
    return new BroadcastRef(startedAt, new BroadcasterId(broadcaster), new CategoryId(category));
  }
}
