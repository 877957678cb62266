package headcount.presence;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The share of a node's event loops that pushes of all its streams may take together. Every push is
 * put on one bill at what its frames cost as measured; its stream's next one waits until the share
 * has paid the bill up to there. So streams that ask for more than the share come round one after
 * the other, all at the same interval, and what is pushed from any moment on is at most the share
 * plus one push of each stream. Bounded by the longest interval, which goes first: a debt beyond it
 * is forgiven. Thread-safe.
 */
public final class PushBudget {
  private static final long NEVER = Long.MIN_VALUE;

  private final double share;
  private final long longestNanos;
  private final LongSupplier frameNanos;
  private final AtomicLong paidAt = new AtomicLong(NEVER);
  private final LongAdder stretched = new LongAdder();

  /**
   * A budget of which nothing is spent.
   *
   * @param share of the loops' time, 0 to 1; 0: pushes are not billed, and wait for nothing
   * @param longestNanos the most that a bill is paid ahead
   * @param frameNanos what one frame takes of all loops' time now
   */
  public PushBudget(double share, long longestNanos, LongSupplier frameNanos) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be 0 to 1, was " + share);
    }
    this.share = share;
    this.longestNanos = longestNanos;
    this.frameNanos = frameNanos;
  }

  /** A push to so many tabs goes out now; returns when it and all before it are paid for. */
  long book(int tabs, long now) {
    if (share == 0 || tabs == 0) {
      return NEVER;
    }
    long price = (long) (tabs * (double) frameNanos.getAsLong() / share);
    return paidAt.updateAndGet(
        before ->
            Math.min(Math.max(before, now) + Math.min(price, longestNanos), now + longestNanos));
  }

  /** A count was pushed later than its audience alone would have had it. */
  void stretchedOne() {
    stretched.increment();
  }

  /** How many counts were. */
  public long stretched() {
    return stretched.sum();
  }

  /** How far ahead the share is spent: the interval of streams that ask for more than it has. */
  public long aheadNanos(long now) {
    long paid = paidAt.get();
    return paid == NEVER ? 0 : Math.max(0, paid - now);
  }
}
