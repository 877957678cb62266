package headcount.audience;

import java.util.Comparator;
import java.util.List;

/** How long a broadcaster was on the air: broadcasts at the same time count once. Thread-safe. */
public final class Airtime {
  private final List<OnAir> sorted;

  /** Of all these broadcasts; one may be named twice. */
  public Airtime(List<OnAir> broadcasts) {
    this.sorted = broadcasts.stream().sorted(Comparator.comparingLong(OnAir::started)).toList();
  }

  /** Milliseconds of the half-open range in which at least one was on. */
  public long within(long from, long to) {
    var covered = from;
    var sum = 0L;
    for (var broadcast : sorted) {
      var start = Math.max(covered, broadcast.started());
      var end = Math.min(to, broadcast.ended() == 0 ? Long.MAX_VALUE : broadcast.ended());
      if (end > start) {
        sum += end - start;
        covered = end;
      }
    }
    return sum;
  }
}
