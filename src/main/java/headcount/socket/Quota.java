package headcount.socket;

import org.agrona.collections.Long2LongCounterMap;

/**
 * Counts how many of something each key holds, up to a bound. Thread-safe: keys are spread over a
 * few small locks that are held for one map operation.
 */
final class Quota {
  private static final int STRIPES = 16;

  private final Long2LongCounterMap[] counts = new Long2LongCounterMap[STRIPES];
  private final int most;

  /**
   * Nobody holds anything.
   *
   * @param most what one key may hold; 0: any number, nothing is counted
   */
  Quota(int most) {
    this.most = most;
    for (int i = 0; i < STRIPES; i++) {
      counts[i] = new Long2LongCounterMap(0);
    }
  }

  /** Takes one more, false if the key holds all it may. */
  boolean take(long key) {
    if (most == 0) {
      return true;
    }
    Long2LongCounterMap stripe = stripe(key);
    synchronized (stripe) {
      if (stripe.get(key) >= most) {
        return false;
      }
      stripe.incrementAndGet(key);
      return true;
    }
  }

  /** Gives back one that was taken. */
  void give(long key) {
    if (most > 0) {
      Long2LongCounterMap stripe = stripe(key);
      synchronized (stripe) {
        stripe.decrementAndGet(key);
      }
    }
  }

  private Long2LongCounterMap stripe(long key) {
    return counts[(int) ((key * 0x9E3779B97F4A7C15L) >>> 60)];
  }
}
