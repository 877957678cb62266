package headcount.http;

import headcount.audience.Steps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Reads which steps of history are asked for: whole ones that have ended. */
final class HistoryRange {
  private static final Duration DAY = Duration.ofDays(1);

  private HistoryRange() {}

  /** Reads the query's from, to, step and zone, and refuses what is out of bounds. */
  static Steps of(Query query, HistorySteps steps, Instant now) {
    var step = query.text("step").map(text -> step(text, steps)).orElse(steps.stored());
    var zone = Times.zone(query, ZoneOffset.UTC);
    var to = query.text("to").map(text -> Times.instant("to", text, zone));
    var from = query.text("from").map(text -> Times.instant("from", text, zone));
    var end = to.orElse(now);
    var start = from.orElseGet(() -> end.minus(step.compareTo(DAY) > 0 ? step : DAY));
    checkOrder(start, end);
    checkZone(zone, start, steps);
    checkLength(start, end, zone, step, steps);
    var last = end.isAfter(now) ? now : end;
    var first = from.isPresent() ? start : Steps.floor(start, step, zone);
    return Steps.within(first, last, step, zone);
  }

  static void checkOrder(Instant start, Instant end) {
    if (!start.isBefore(end)) {
      throw Refusal.bad(
          "bad_range", "from must be before to, was " + start + " to " + end, Times.HINT);
    }
  }

  static Duration step(String text, HistorySteps steps) {
    return steps
        .parse(text)
        .orElseThrow(
            () ->
                Refusal.bad(
                    "bad_step",
                    "step must be one of " + steps.names() + ", was " + Texts.quoted(text),
                    "Leave step out for " + HistorySteps.name(steps.stored()) + "."));
  }

  /** A stored step that lies across the zone's borders cannot be cut. */
  static void checkZone(ZoneId zone, Instant at, HistorySteps steps) {
    var offset = zone.getRules().getOffset(at).getTotalSeconds();
    if (offset % steps.stored().toSeconds() != 0) {
      throw Refusal.bad(
          "bad_zone",
          "history is stored in steps of "
              + HistorySteps.name(steps.stored())
              + ", on whose borders the clock of "
              + Times.name(zone)
              + " has none",
          "Ask in UTC.");
    }
  }

  /** As the zone's clock shows it: a day with 25 hours is one day. */
  static void checkLength(
      Instant start, Instant end, ZoneId zone, Duration step, HistorySteps steps) {
    var range =
        Duration.between(LocalDateTime.ofInstant(start, zone), LocalDateTime.ofInstant(end, zone));
    var longest = steps.longest(step);
    if (range.compareTo(longest) <= 0) {
      return;
    }
    throw tooLong(
        "in steps of " + HistorySteps.name(step) + " a range",
        longest,
        range,
        steps
            .covering(range)
            .map(HistorySteps::name)
            .map(name -> "Use step=" + name + ".")
            .orElse("Use step=1d and at most 800 days."));
  }

  static Refusal tooLong(String what, Duration longest, Duration range, String hint) {
    return Refusal.of(
        422,
        "range_too_long",
        what
            + " may be at most "
            + longest.toDays()
            + " days, was "
            + String.format(Locale.ROOT, "%.1f", range.toSeconds() / 86_400.0)
            + " days",
        hint);
  }
}
