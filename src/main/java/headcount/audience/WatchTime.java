package headcount.audience;

/**
 * How long a viewer watched: the union of intervals, so that two tabs at the same time count once
 * and a pause between two of them not at all. Not thread-safe.
 */
final class WatchTime {
  private long covered = Long.MIN_VALUE;
  private long millis;

  /** Adds an interval, Unix ms; those added before began no later. */
  void add(long from, long until) {
    var start = Math.max(from, covered);
    if (until > start) {
      millis += until - start;
      covered = until;
    }
  }

  /** Whole seconds, rounded half up. */
  int seconds() {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, (millis + 500) / 1000));
  }
}
