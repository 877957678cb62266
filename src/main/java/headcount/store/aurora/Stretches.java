package headcount.store.aurora;

import headcount.store.aurora.Gathering.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Days of history in stretches to be read apart: none lies in two partitions, so that no broadcast
 * is looked for in both, and none is long, so that several connections have something to do.
 */
final class Stretches {
  private static final Duration LONGEST = Duration.ofDays(8);

  private Stretches() {}

  /**
   * They follow each other without a gap.
   *
   * @param first UTC
   * @param last inclusive
   */
  static List<Range> of(LocalDate first, LocalDate last) {
    var end = midnight(last.plusDays(1));
    var out = new ArrayList<Range>();
    for (var at = midnight(first); at.isBefore(end); at = out.getLast().to()) {
      var border = PartitionedTable.VIEWER_HISTORY.endAt(at);
      cut(at, border.isBefore(end) ? border : end, out);
    }
    return out;
  }

  /** In equal parts, as few as are short enough. */
  private static void cut(Instant from, Instant to, List<Range> out) {
    var whole = Duration.between(from, to);
    var parts = whole.plus(LONGEST).minusNanos(1).dividedBy(LONGEST);
    for (long i = 0; i < parts; i++) {
      out.add(new Range(cut(from, whole, i, parts), cut(from, whole, i + 1, parts)));
    }
  }

  private static Instant cut(Instant from, Duration whole, long part, long parts) {
    return from.plusSeconds(whole.toSeconds() * part / parts);
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
