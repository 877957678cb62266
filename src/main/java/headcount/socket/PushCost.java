package headcount.socket;

import java.util.concurrent.atomic.DoubleAdder;

/**
 * What writing counts costs the event loops of one node, in nanoseconds a frame: the mean of the
 * last few thousand frames, everything included that a push does on a loop, waiting for the
 * processor, too. Of a pause of the whole process no more than a tenth of a second is a price.
 * Thread-safe.
 */
final class PushCost {
  /** Until something was measured. */
  static final double ASSUMED_NANOS = 10_000;

  private static final double FRAMES = 8192;
  private static final long PAUSE_NANOS = 100_000_000;

  private final DoubleAdder seconds = new DoubleAdder();
  private double mean = ASSUMED_NANOS;

  /** A loop wrote so many frames in so many nanoseconds. */
  void took(int frames, long nanos) {
    seconds.add(nanos / 1e9);
    if (frames > 0) {
      smooth(frames, (double) Math.min(nanos, PAUSE_NANOS) / frames);
    }
  }

  private synchronized void smooth(int frames, double each) {
    mean += (each - mean) * Math.min(1, frames / FRAMES);
  }

  /** Nanoseconds of one loop's time that a frame takes. */
  synchronized double frameNanos() {
    return mean;
  }

  /** The time that all loops together have spent so far. */
  double seconds() {
    return seconds.sum();
  }
}
