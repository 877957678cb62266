package headcount.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The steps that history is told in, and how long a range each may cover: 5m up to 7 days, 1h up to
 * 92 days, 1d up to 800 days; the stored step, where it is another, as many points as 7 days of 5m
 * have, but a day at least.
 *
 * @param stored the step in which history is kept, and the default
 */
record HistorySteps(Duration stored) {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
  private static final Map<Duration, Duration> LONGEST = new LinkedHashMap<>();
  private static final long POINTS = 7 * 24 * 12;

  static {
    LONGEST.put(Duration.ofMinutes(5), Duration.ofDays(7));
    LONGEST.put(Duration.ofHours(1), Duration.ofDays(92));
    LONGEST.put(Duration.ofDays(1), Duration.ofDays(800));
  }

  /** Reads a step, empty if it is none of those that are offered. */
  Optional<Duration> parse(String text) {
    var matched = TEXT.matcher(text);
    if (!matched.matches()) {
      return Optional.empty();
    }
    var step = Duration.ofSeconds(Long.parseLong(matched.group(1)) * seconds(matched.group(2)));
    return Optional.of(step).filter(this::offered);
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3_600;
      default -> 86_400;
    };
  }

  private boolean offered(Duration step) {
    return step.equals(stored)
        || (LONGEST.containsKey(step) && step.toSeconds() % stored.toSeconds() == 0);
  }

  /** The longest range in this step. */
  Duration longest(Duration step) {
    var fixed = LONGEST.get(step);
    if (fixed != null) {
      return fixed;
    }
    var many = step.multipliedBy(POINTS);
    var day = Duration.ofDays(1);
    return many.compareTo(day) < 0 ? day : many;
  }

  /** The finest step that covers such a range; empty if none does. */
  Optional<Duration> covering(Duration range) {
    return LONGEST.entrySet().stream()
        .filter(it -> offered(it.getKey()) && range.compareTo(it.getValue()) <= 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The steps on offer, for a hint: {@code 10s, 5m, 1h, 1d}. */
  String names() {
    var named = new StringBuilder(LONGEST.containsKey(stored) ? "" : name(stored));
    for (var step : LONGEST.keySet()) {
      if (offered(step)) {
        named.append(named.isEmpty() ? "" : ", ").append(name(step));
      }
    }
    return named.toString();
  }

  /** The step as clients write it: the largest unit that divides it. */
  static String name(Duration step) {
    var seconds = step.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
