package headcount.store.aurora;

import headcount.store.aurora.Gathering.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Days of history in stretches to be read apart: none lies in two partitions, so that no broadcast
 * is looked for in both, and none is long, so that several connections have something to do.
 */
final class Stretches {
  /** No stretch is a day longer than this, or of very many days than a twelfth of them. */
  private static final Duration SHORT = Duration.ofDays(8);

  private static final int MANY = 12;

  private Stretches() {}

  /**
   * They follow each other without a gap.
   *
   * @param first UTC
   * @param last inclusive
   */
  static List<Range> of(LocalDate first, LocalDate last) {
    var end = midnight(last.plusDays(1));
    var part = Duration.between(midnight(first), end).dividedBy(MANY);
    var longest = part.compareTo(SHORT) > 0 ? part : SHORT;
    var out = new ArrayList<Range>();
    for (var at = midnight(first); at.isBefore(end); at = out.getLast().to()) {
      var border = PartitionedTable.VIEWER_HISTORY.endAt(at);
      cut(at, border.isBefore(end) ? border : end, longest, out);
    }
    return out;
  }

  /** In parts as equal as whole days are, so that no slot lies in two. */
  private static void cut(Instant from, Instant to, Duration longest, List<Range> out) {
    var whole = Duration.between(from, to);
    var parts = whole.plus(longest).minusNanos(1).dividedBy(longest);
    var at = from;
    for (long i = 1; i < parts; i++) {
      var next = from.plus(whole.multipliedBy(i).dividedBy(parts)).truncatedTo(ChronoUnit.DAYS);
      out.add(new Range(at, next));
      at = next;
    }
    out.add(new Range(at, to));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
