package headcount.audience;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How long a broadcaster was on the air: broadcasts at the same time count once. Thread-safe. */
public final class Airtime {
  /** Begins and ends in turn, in order: stretches that neither meet nor overlap. */
  private final long[] borders;

  /** Of all these broadcasts; one may be named twice. */
  public Airtime(List<OnAir> broadcasts) {
    var sorted = broadcasts.stream().sorted(Comparator.comparingLong(OnAir::started)).toList();
    var all = new long[sorted.size() * 2];
    var used = 0;
    for (var broadcast : sorted) {
      var end = broadcast.ended() == 0 ? Long.MAX_VALUE : broadcast.ended();
      if (used > 0 && broadcast.started() <= all[used - 1]) {
        all[used - 1] = Math.max(all[used - 1], end);
      } else if (end > broadcast.started()) {
        all[used++] = broadcast.started();
        all[used++] = end;
      }
    }
    this.borders = Arrays.copyOf(all, used);
  }

  /** Milliseconds of the half-open range in which at least one was on. */
  public long within(long from, long to) {
    var found = Arrays.binarySearch(borders, from);
    var next = found >= 0 ? found : -found - 1;
    var sum = 0L;
    for (int i = next & ~1; i < borders.length && borders[i] < to; i += 2) {
      sum += Math.max(0, Math.min(to, borders[i + 1]) - Math.max(from, borders[i]));
    }
    return sum;
  }
}
