package headcount.socket;

import java.util.concurrent.atomic.DoubleAdder;

/**
 * What writing counts costs the event loops of one node, in nanoseconds a frame: the mean of the
 * last few thousand frames, everything included that a push does on a loop. A slice that took far
 * longer than usual says that the process was kept from running, and weighs no more than eight
 * times the usual. Thread-safe.
 */
final class PushCost {
  /** Until something was measured. */
  static final double ASSUMED_NANOS = 10_000;

  private static final double FRAMES = 8192;
  private static final double OUTLIER = 8;

  private final DoubleAdder seconds = new DoubleAdder();
  private double mean = ASSUMED_NANOS;

  /** A loop wrote so many frames in so many nanoseconds. */
  void took(int frames, long nanos) {
    seconds.add(nanos / 1e9);
    if (frames > 0) {
      smooth(frames, (double) nanos / frames);
    }
  }

  private synchronized void smooth(int frames, double each) {
    mean += (Math.min(each, OUTLIER * mean) - mean) * Math.min(1, frames / FRAMES);
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
