package headcount.app.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A measured number with a name.
 *
 * @param name unique within its bench
 * @param value in {@code unit}
 * @param unit such as "µs", "B a viewer"; empty for a plain number
 * @param better which way is better
 * @param against name of the figure of the same run that this one is divided by, to be compared
 *     between runs; null where only the number itself tells something
 * @param tolerance by what part that ratio may get worse between runs: 0.2 is a fifth
 * @param aim what the value should not be worse than; null where there is no aim
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
    String name,
    double value,
    String unit,
    Better better,
    @Nullable String against,
    double tolerance,
    @Nullable Double aim) {

  /** Which way a figure gets better. */
  public enum Better {
    LOWER,
    HIGHER;

    /** Whether {@code one} is worse than {@code other}. */
    boolean worse(double one, double other) {
      return switch (this) {
        case LOWER -> one > other;
        case HIGHER -> one < other;
      };
    }
  }

  /** A figure that should be low, without aim or comparison. */
  public static Figure low(String name, double value, String unit) {
    return new Figure(name, value, unit, Better.LOWER, null, 0, null);
  }

  /** A figure that should be high, without aim or comparison. */
  public static Figure high(String name, double value, String unit) {
    return new Figure(name, value, unit, Better.HIGHER, null, 0, null);
  }

  /** The same, to be no worse than {@code value}. */
  public Figure aim(double value) {
    return new Figure(name, this.value, unit, better, against, tolerance, value);
  }

  /** The same, compared between runs as a ratio to that figure of its run. */
  public Figure against(String other, double tolerance) {
    return new Figure(name, value, unit, better, other, tolerance, aim);
  }

  /** Whether its aim is missed; false where there is none. */
  public boolean misses() {
    return aim != null && better.worse(value, aim);
  }

  /** Its ratio to the figure that it is compared with; NaN where that is not there, or zero. */
  double ratio(Collection<Figure> run) {
    return run.stream()
        .filter(other -> other.name.equals(against) && other.value != 0)
        .mapToDouble(other -> value / other.value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
