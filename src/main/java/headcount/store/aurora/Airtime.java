package headcount.store.aurora;

import headcount.store.aurora.Slots.Broadcast;
import java.util.Comparator;
import java.util.List;

/** How long a broadcaster was on the air: broadcasts at the same time count once. */
final class Airtime {
  private final List<Broadcast> sorted;

  Airtime(List<Broadcast> broadcasts) {
    this.sorted = broadcasts.stream().sorted(Comparator.comparingLong(Broadcast::started)).toList();
  }

  /** Milliseconds of the half-open range in which at least one was on. */
  long within(long from, long to) {
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
