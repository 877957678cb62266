package headcount.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Where this node's measurements are kept. Names begin with {@code headcount.} and are written with
 * dots; the registry makes {@code headcount_…_total} and {@code …_seconds} of them. Labels are
 * fixed words, never a stream or a viewer. Asking twice for a name gives the same meter.
 * Thread-safe.
 *
 * @param registry holds the meters
 */
public record Meters(MeterRegistry registry) {
  private static final String PREFIX = "headcount.";

  /**
   * Something that is counted up.
   *
   * @param name without the prefix: {@code "socket.frames.in"}
   * @param help one sentence for the operator
   * @param labels name, value, name, value…
   */
  public Counter counter(String name, String help, String... labels) {
    return Counter.builder(PREFIX + name).description(help).tags(labels).register(registry);
  }

  /**
   * Something that is counted elsewhere and only rises; must be cheap to read and thread-safe.
   *
   * @param source where it is counted; held weakly, so whoever counts there keeps it
   */
  public <T> void total(String name, String help, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(PREFIX + name, source, value).description(help).register(registry);
  }

  /** Something that takes time, with a histogram of it. */
  public Timer timer(String name, String help, String... labels) {
    return Timer.builder(PREFIX + name)
        .description(help)
        .tags(labels)
        .publishPercentileHistogram()
        .register(registry);
  }

  /** Something that goes up and down, read when it is asked for; must be cheap and thread-safe. */
  public void gauge(String name, String help, Supplier<Number> value, String... labels) {
    Gauge.builder(PREFIX + name, value)
        .description(help)
        .tags(labels)
        .strongReference(true)
        .register(registry);
  }
}
