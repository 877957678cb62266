package headcount.bench;

import headcount.app.bench.BenchGround;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks in forked JVMs, single-threaded, and hands out their means. */
public final class Jmh {
  private Jmh() {}

  /**
   * Mean microseconds of every benchmark method of that class. A method's operations are what its
   * {@code OperationsPerInvocation} says.
   *
   * @return by the method's name, with the values of its parameters behind it: "join", "join 10000"
   */
  public static Map<String, Double> micros(Class<?> benchmarks, BenchGround ground)
      throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(benchmarks.getName().replace("$", "\\$") + "\\.")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(ground.quick() ? 1 : 2)
            .warmupIterations(ground.quick() ? 3 : 5)
            .measurementIterations(ground.quick() ? 3 : 5)
            .warmupTime(TimeValue.milliseconds(ground.quick() ? 700 : 1000))
            .measurementTime(TimeValue.milliseconds(ground.quick() ? 700 : 1000))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    var micros = new HashMap<String, Double>();
    for (var result : new Runner(options).run()) {
      var params = result.getParams();
      var name = new StringBuilder(result.getPrimaryResult().getLabel());
      params.getParamsKeys().forEach(key -> name.append(' ').append(params.getParam(key)));
      var nanos = result.getPrimaryResult().getScore();
      micros.put(name.toString(), nanos / 1000);
      ground
          .say()
          .accept(
              "  %s: %.1f ns ± %.1f"
                  .formatted(name, nanos, result.getPrimaryResult().getScoreError()));
    }
    return micros;
  }
}
