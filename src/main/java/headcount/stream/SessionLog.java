package headcount.stream;

import headcount.checkpoint.AudienceRecord;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a stream's ended sessions. Those that end before it is known which broadcast is on
 * wait, at most {@value #LONGEST} of them; the oldest beyond that are filed under the unknown
 * broadcast that began with them.
 */
final class SessionLog {
  private static final int LONGEST = 10_000;

  private record Early(Tab tab, long endedAtMillis, EndedBy by) {}

  private final StreamId stream;
  private final List<AudienceRecord> records;
  private final List<Early> early = new ArrayList<>();

  SessionLog(StreamId stream, List<AudienceRecord> records) {
    this.stream = stream;
    this.records = records;
  }

  void ended(Tab tab, long endedAtMillis, EndedBy by, @Nullable BroadcastRef broadcast) {
    if (broadcast != null) {
      write(new Early(tab, endedAtMillis, by), broadcast);
    } else {
      early.add(new Early(tab, endedAtMillis, by));
      if (early.size() > LONGEST) {
        giveUpWaiting();
      }
    }
  }

  void broadcastKnown(@Nullable BroadcastRef broadcast) {
    if (broadcast != null && !early.isEmpty()) {
      early.forEach(each -> write(each, broadcast));
      early.clear();
    }
  }

  /** Nobody will say any more what is on. */
  void giveUpWaiting() {
    early.forEach(
        each ->
            write(
                each,
                new BroadcastRef(
                    each.tab().joinedAtMillis(), BroadcasterId.UNKNOWN, CategoryId.UNCATEGORIZED)));
    early.clear();
  }

  boolean isSettled() {
    return early.isEmpty();
  }

  private void write(Early each, BroadcastRef broadcast) {
    var tab = each.tab();
    records.add(
        new AudienceRecord.Watched(
            stream,
            broadcast,
            tab.session(),
            tab.viewer(),
            tab.anonymous(),
            tab.joinedAtMillis(),
            Math.max(each.endedAtMillis(), tab.joinedAtMillis()),
            each.by()));
  }
}
