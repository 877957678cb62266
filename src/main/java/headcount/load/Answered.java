package headcount.load;

import headcount.load.Question.Cached;
import headcount.load.Question.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Latencies and statuses of answers, by kind of question and by where they came from. A latency
 * begins when the question was meant to be asked, so that a slow server cannot hide by slowing the
 * test (no coordinated omission). Thread-safe.
 */
final class Answered {
  private static final long LONGEST_MICROS = 600_000_000L;

  /** What is told apart. */
  record Which(Kind kind, Cached cached) implements Comparable<Which> {
    @Override
    public int compareTo(Which o) {
      var by = kind.compareTo(o.kind);
      return by != 0 ? by : cached.compareTo(o.cached);
    }
  }

  private final TreeMap<Which, Histogram> latencies = new TreeMap<>();
  private final TreeMap<Integer, Long> statuses = new TreeMap<>();
  private final TreeMap<String, Long> refused = new TreeMap<>();
  private final TreeMap<Integer, Histogram> seconds = new TreeMap<>();

  /**
   * An answer came, or none will.
   *
   * @param second of the run in which the question was meant to be asked
   * @param status of HTTP; 0: no answer
   */
  synchronized void add(Question question, Cached cached, int status, int second, long nanos) {
    statuses.merge(status, 1L, Long::sum);
    var micros = Math.clamp(nanos / 1_000, 0, LONGEST_MICROS);
    seconds.computeIfAbsent(second, _ -> new Histogram(LONGEST_MICROS, 2)).recordValue(micros);
    if (status == 200) {
      latencies
          .computeIfAbsent(
              new Which(question.kind(), cached), _ -> new Histogram(LONGEST_MICROS, 3))
          .recordValue(micros);
    } else {
      refused.merge(status + " " + question.kind().label(), 1L, Long::sum);
    }
  }

  /** Of answers with status 200, in microseconds. */
  synchronized Map<Which, Histogram> latencies() {
    var out = new TreeMap<Which, Histogram>();
    latencies.forEach((which, times) -> out.put(which, times.copy()));
    return out;
  }

  /** How many had that status. */
  synchronized Map<Integer, Long> statuses() {
    return new TreeMap<>(statuses);
  }

  /** Those that were not 200, such as {@code 422 forecast}. */
  synchronized Map<String, Long> refused() {
    return new TreeMap<>(refused);
  }

  /** All of them by the second in which they were meant to be asked. */
  synchronized Map<Integer, Histogram> seconds() {
    return new TreeMap<>(seconds);
  }

  /** Those whose kind and source are admitted, together. */
  Histogram together(java.util.function.Predicate<Which> admitted) {
    var sum = new Histogram(LONGEST_MICROS, 3);
    latencies()
        .forEach(
            (which, times) -> {
              if (admitted.test(which)) {
                sum.add(times);
              }
            });
    return sum;
  }

  /** Hits among those that say where they came from; NaN if none does. */
  double hitRate() {
    var hits = together(which -> which.cached() == Cached.HIT).getTotalCount();
    var misses = together(which -> which.cached() == Cached.MISS).getTotalCount();
    return (double) hits / (hits + misses);
  }

  /** Whether each question was answered, or refused for what it asked (404, 422). */
  synchronized boolean clean() {
    return statuses.keySet().stream()
        .allMatch(status -> status == 200 || status == 404 || status == 422);
  }
}
