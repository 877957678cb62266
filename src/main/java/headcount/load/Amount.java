package headcount.load;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many events of a kind a phase has, as a scenario says it: in all ({@code 2000}), or as a rate
 * ({@code 333/s}, {@code 20/min}, {@code 5/h}).
 */
final class Amount {
  /** More of one kind in one phase are refused. */
  static final double MOST = 20_000_000;

  private static final Pattern WORDS = Pattern.compile("([0-9.]+)\\s*(?:/\\s*(s|min|h))?");

  private Amount() {}

  /**
   * What stands at the key, in all; zero where nothing does.
   *
   * @throws LoadProblem if it is neither a number nor a rate, below zero or too many
   */
  static double in(Config phase, String key, Duration lasts) {
    if (!phase.hasPath(key)) {
      return 0;
    }
    var text = phase.getString(key).strip();
    var words = WORDS.matcher(text);
    LoadProblem.unless(
        words.matches(), "%s must be a number from 0 or a rate such as 333/s, was %s", key, text);
    var number = number(key, words.group(1)) * times(words.group(2), lasts);
    LoadProblem.unless(
        number <= MOST, "%s must be 0 to %,.0f in a phase, was %,.0f", key, MOST, number);
    return number;
  }

  private static double number(String key, String digits) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException _) {
      throw new LoadProblem(
          key + " must be a number from 0 or a rate such as 333/s, was " + digits);
    }
  }

  private static double times(@Nullable String unit, Duration lasts) {
    var seconds = lasts.toMillis() / 1_000.0;
    return switch (unit) {
      case null -> 1;
      case "s" -> seconds;
      case "min" -> seconds / 60;
      default -> seconds / 3_600;
    };
  }
}
