package headcount.access;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket whose whole state is one number, the nano time at which it is full again (the
 * "generic cell rate algorithm", ITU-T I.371), so that each connection keeps a long and no object.
 * Immutable, thread-safe, constant time.
 *
 * @param atOnce frames that a full bucket lets through at once, at least 1
 * @param perSecond frames a second that it lets through lastingly, 1 to 1,000,000
 */
public record FrameRate(int atOnce, int perSecond) {
  private static final int FASTEST = 1_000_000;

  /** Refuses what is out of bounds. */
  public FrameRate {
    if (atOnce < 1 || perSecond < 1 || perSecond > FASTEST) {
      throw new IllegalArgumentException(
          "frames at once must be 1 or more and frames a second 1 to 1,000,000, were "
              + atOnce
              + " and "
              + perSecond);
    }
  }

  /**
   * Whether one more frame may pass now; if so, {@link #take} is to be called.
   *
   * @param fullAt the state, nano time; the time of the first frame to begin with
   */
  public boolean allows(long fullAt, long nowNanos) {
    return fullAt - nowNanos <= (atOnce - 1) * spacing();
  }

  /** The state after one more frame. */
  public long take(long fullAt, long nowNanos) {
    return (fullAt - nowNanos > 0 ? fullAt : nowNanos) + spacing();
  }

  private long spacing() {
    return TimeUnit.SECONDS.toNanos(1) / perSecond;
  }
}
