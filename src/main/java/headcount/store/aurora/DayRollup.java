package headcount.store.aurora;

import headcount.audience.BroadcasterDay;
import headcount.audience.BusinessDay;
import headcount.audience.DailyFigures;
import headcount.audience.DayTotals;
import headcount.audience.RollupSchedule.Pass;
import headcount.audience.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sums one business day for every scope: from history and sessions, one broadcaster at a time. A
 * day that broke off is summed again from its start. Blocks; not thread-safe but for {@link
 * #progress}.
 */
final class DayRollup {
  private final Duration slot;
  private volatile double progress;

  DayRollup(Duration slot) {
    this.slot = slot;
  }

  /** Which share of the running day's broadcasters is done, 0 to 1; 0 while none runs. */
  double progress() {
    return progress;
  }

  /**
   * Sums the day anew.
   *
   * @param reading a server that has everything of the day
   * @param writing the writer; may be the same
   * @return whether there was history of that time at all
   */
  boolean run(Connection reading, Connection writing, BusinessDay day, Instant now)
      throws SQLException {
    var oldest = Utc.instant(reading, "oldest_history");
    if (oldest == null || !oldest.isBefore(day.end())) {
      return false;
    }
    var held = sessionsHeld(reading, day, oldest);
    var totals = new DayTotals(day, slot);
    var isFinal = !now.isBefore(day.end().plus(Pass.FINAL.after()));
    var rows = new DayRows(writing, day, isFinal, now);
    var weekKnown = held && rows.weekBeforeKnown();
    var stored = new DayReading(reading, day);
    var broadcasters = stored.broadcasters();
    try {
      var done = 0;
      for (var each : broadcasters.entrySet()) {
        var one = new BroadcasterDay(totals, each.getKey(), each.getValue());
        stored.steps(each.getValue(), one::step);
        if (held) {
          stored.sittings(each.getKey(), one::sitting);
        }
        for (var figures : one.figures(held)) {
          rows.add(figures, weekKnown ? returning(rows, figures) : null);
        }
        progress = (double) ++done / broadcasters.size();
      }
      for (var figures : totals.figures(held)) {
        rows.add(figures, null);
      }
      rows.finish(held);
    } finally {
      progress = 0;
    }
    return true;
  }

  /** Viewers of a broadcaster who had been there in the 7 days before. */
  private static @Nullable Long returning(DayRows rows, DailyFigures figures) throws SQLException {
    var watched = figures.watched();
    return figures.scope().kind() == Scope.Kind.BROADCASTER && watched != null
        ? watched.viewers().both(rows.viewersBefore(figures.scope().key())).estimate()
        : null;
  }

  /** Whether no session of the day or the day before has been dropped. */
  static boolean sessionsHeld(Connection reading, BusinessDay day, Instant oldest)
      throws SQLException {
    var names =
        Partitions.standing(reading, PartitionedTable.USER_SESSIONS).stream()
            .map(PartitionedTable.Partition::name)
            .toList();
    return names.contains(PartitionedTable.USER_SESSIONS.nameAt(day.start()))
        && (names.contains(PartitionedTable.USER_SESSIONS.nameAt(day.plus(-1).start()))
            || !oldest.isBefore(day.start()));
  }
}
