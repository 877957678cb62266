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
 */
record Phase(String name, Duration lasts, Map<Action, Integer> events) {
  Phase {
    events = Map.copyOf(events);
    LoadProblem.unless(
        !lasts.isNegative() && !lasts.isZero(),
        "phase %s must last longer than zero, was %s",
        name,
        lasts);
  }

  static Phase from(Config config, double scale) {
    var events = new EnumMap<Action, Integer>(Action.class);
    for (var action : Action.inScenarios()) {
      if (config.hasPath(action.key())) {
        var number = config.getInt(action.key());
        LoadProblem.unless(
            number >= 0, "%s of a phase must not be below 0, was %s", action.key(), number);
        events.put(action, (int) Math.round(number * scale));
      }
    }
    return new Phase(config.getString("name"), config.getDuration("lasts"), events);
  }

  int number(Action action) {
    return events.getOrDefault(action, 0);
  }
}
