package headcount.load;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies in microseconds, counted from the moment the script meant something to happen, so that
 * a slow server cannot hide by slowing the test (no coordinated omission). For one thread.
 */
final class Stopwatches {
  private static final long LONGEST_MICROS = 3_600_000_000L;

  /** What is timed. */
  enum Watch {
    /** From the planned opening to {@code connected}. */
    CONNECT("open to connected"),
    /** From the planned join to {@code joined}. */
    JOIN("join to joined"),
    /** From the planned join to its effect on another viewer's screen. */
    JOIN_SEEN("join to another screen"),
    /** From the planned leave to its effect on another viewer's screen. */
    LEAVE_SEEN("leave to another screen"),
    /** From a silent death to the server's 4408. */
    NOTICE("silent death to 4408");

    private final String label;

    Watch(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private final Map<Watch, Histogram> histograms = new EnumMap<>(Watch.class);

  Stopwatches() {
    for (var watch : Watch.values()) {
      histograms.put(watch, new Histogram(LONGEST_MICROS, 3));
    }
  }

  void record(Watch watch, long nanos) {
    of(watch).recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS));
  }

  Histogram of(Watch watch) {
    var histogram = histograms.get(watch);
    if (histogram == null) {
      throw new IllegalStateException("no histogram for " + watch);
    }
    return histogram;
  }
}
