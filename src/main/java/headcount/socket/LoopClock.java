package headcount.socket;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Monotonic time that stands still while the whole process was paused, so that a stopped and
 * continued server does not take everybody for dead: a tick that comes more than 2 s late was kept
 * from running. Confined to one thread.
 */
final class LoopClock {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  private final LongSupplier nanos;
  private final long tickNanos;
  private long tickedAt;
  private long paused;

  LoopClock(LongSupplier nanos, long tickNanos) {
    this.nanos = nanos;
    this.tickNanos = tickNanos;
    this.tickedAt = nanos.getAsLong();
  }

  /** Nano time without the pauses. */
  long now() {
    long now = nanos.getAsLong();
    return now - paused - pause(now);
  }

  /** To be called once a tick; the time then. */
  long tick() {
    long now = nanos.getAsLong();
    paused += pause(now);
    tickedAt = now;
    return now - paused;
  }

  private long pause(long now) {
    long late = now - tickedAt - tickNanos;
    return late > PAUSE ? late : 0;
  }
}
