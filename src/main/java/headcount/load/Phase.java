package headcount.load;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * One stretch of a scenario: how long it lasts and how many events of each kind fall into it.
 *
 * @param name what the progress line calls it
 * @param lasts its length
 * @param events number of events by kind; a kind that is missing does not happen
 * @param watch how long a tab stays on average before it closes, exponentially spread and counted
 *     within such phases only; zero: nobody leaves by themselves
 */
record Phase(String name, Duration lasts, Map<Action, Integer> events, Duration watch) {
  Phase(String name, Duration lasts, Map<Action, Integer> events) {
    this(name, lasts, events, Duration.ZERO);
  }

  Phase {
    events = Map.copyOf(events);
    LoadProblem.unless(
        !lasts.isNegative() && !lasts.isZero(),
        "phase %s must last longer than zero, was %s",
        name,
        lasts);
  }

  static Phase from(Config config, double scale) {
    var name = config.getString("name");
    var lasts = config.getDuration("lasts");
    var watch = config.hasPath("watch") ? config.getDuration("watch") : Duration.ZERO;
    var events = new EnumMap<Action, Integer>(Action.class);
    for (var action : Action.inScenarios()) {
      var number =
          number(config, action.key()) + minutes(lasts) * number(config, perMinute(action));
      events.put(action, (int) Math.round(number * scale));
    }
    var kept = number(config, "keep");
    LoadProblem.unless(
        kept == 0 || watch.isPositive(), "phase %s has keep, so it needs watch, above zero", name);
    if (kept > 0) {
      var arrivals = (int) Math.round(kept * scale * minutes(lasts) / minutes(watch));
      events.merge(Action.OPEN, arrivals, Integer::sum);
    }
    return new Phase(name, lasts, events, watch);
  }

  private static String perMinute(Action action) {
    return "per-minute." + action.key();
  }

  private static double number(Config config, String key) {
    var number = config.hasPath(key) ? config.getDouble(key) : 0;
    LoadProblem.unless(number >= 0, "%s of a phase must not be below 0, was %s", key, number);
    return number;
  }

  private static double minutes(Duration length) {
    return length.toMillis() / 60_000.0;
  }

  int number(Action action) {
    return events.getOrDefault(action, 0);
  }
}
