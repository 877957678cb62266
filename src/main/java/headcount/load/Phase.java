package headcount.load;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
  private static final String ARRIVE = "arrive";
  private static final Duration LONGEST = Duration.ofDays(7);

  Phase(String name, Duration lasts, Map<Action, Integer> events) {
    this(name, lasts, events, Duration.ZERO);
  }

  Phase {
    events = Map.copyOf(events);
    LoadProblem.unless(
        lasts.isPositive() && lasts.compareTo(LONGEST) <= 0,
        "phase %s must last longer than zero and at most %s, was %s",
        name,
        LONGEST,
        lasts);
    LoadProblem.unless(
        !watch.isNegative(), "watch of phase %s must be 0 or more, was %s", name, watch);
  }

  /** The keys that a phase may have. */
  static Set<String> keys() {
    var keys = new TreeSet<>(Set.of("name", "lasts", "watch", "keep", ARRIVE));
    for (var action : Action.inScenarios()) {
      keys.add(action.key());
      keys.add(perMinute(action));
    }
    return keys;
  }

  static Phase from(Config config, double scale) {
    var name = config.getString("name");
    var lasts = config.getDuration("lasts");
    var watch = config.hasPath("watch") ? config.getDuration("watch") : Duration.ZERO;
    var events = new EnumMap<Action, Integer>(Action.class);
    for (var action : Action.inScenarios()) {
      var number =
          Amount.in(config, action.key(), lasts)
              + minutes(lasts) * Amount.in(config, perMinute(action), Duration.ZERO);
      events.put(action, scaled(action.key(), number, scale));
    }
    var arrivals = scaled(ARRIVE, Amount.in(config, ARRIVE, lasts), scale);
    events.merge(Action.OPEN, arrivals, Integer::sum);
    var kept = Amount.in(config, "keep", Duration.ZERO);
    LoadProblem.unless(
        kept == 0 || watch.isPositive(), "phase %s has keep, so it needs watch, above zero", name);
    if (kept > 0) {
      var comers = scaled("keep", kept * minutes(lasts) / minutes(watch), scale);
      events.merge(Action.OPEN, comers, Integer::sum);
    }
    return new Phase(name, lasts, events, watch);
  }

  private static String perMinute(Action action) {
    return "per-minute." + action.key();
  }

  private static int scaled(String key, double number, double scale) {
    var scaled = number * scale;
    LoadProblem.unless(
        scaled <= Amount.MOST,
        "%s must be 0 to %,.0f in a phase, was %,.0f by the scale",
        key,
        Amount.MOST,
        scaled);
    return (int) Math.round(scaled);
  }

  private static double minutes(Duration length) {
    return length.toMillis() / 60_000.0;
  }

  int number(Action action) {
    return events.getOrDefault(action, 0);
  }
}
