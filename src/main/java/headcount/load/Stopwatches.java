package headcount.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
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

  /** Both together. */
  Stopwatches plus(Stopwatches other) {
    var sum = new Stopwatches();
    for (var watch : Watch.values()) {
      sum.of(watch).add(of(watch));
      sum.of(watch).add(other.of(watch));
    }
    return sum;
  }

  /** For another process: a histogram's own compressed form in base64, by watch. */
  Map<Watch, String> texts() {
    var texts = new EnumMap<Watch, String>(Watch.class);
    histograms.forEach(
        (watch, histogram) -> {
          var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
          var length = histogram.encodeIntoCompressedByteBuffer(bytes);
          texts.put(
              watch, Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length)));
        });
    return texts;
  }

  /**
   * What {@link #texts} said.
   *
   * @throws IllegalArgumentException if a text is none
   */
  static Stopwatches of(Map<Watch, String> texts) {
    var read = new Stopwatches();
    texts.forEach(
        (watch, text) -> {
          try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            read.of(watch).add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
          } catch (DataFormatException broken) {
            throw new IllegalArgumentException("no histogram: " + watch, broken);
          }
        });
    return read;
  }

  Histogram of(Watch watch) {
    var histogram = histograms.get(watch);
    if (histogram == null) {
      throw new IllegalStateException("no histogram for " + watch);
    }
    return histogram;
  }
}
