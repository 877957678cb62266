package headcount.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A range of whole steps that have ended.
 *
 * @param from inclusive, on a step's border
 * @param to exclusive, on a step's border; equal to {@code from} where no whole step lies between
 */
record HistoryRange(Instant from, Instant to, Duration step) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final String HINT =
      "Times are ISO-8601 in UTC, like 2026-09-21T12:00:00Z; from comes before to.";

  /** Reads the query's from, to and step, and refuses what is out of bounds. */
  static HistoryRange of(Query query, HistorySteps steps, Instant now) {
    var step = query.text("step").map(text -> step(text, steps)).orElse(steps.stored());
    query.text("zone").ifPresent(HistoryRange::checkZone);
    var to = query.text("to").map(text -> instant("to", text));
    var from = query.text("from").map(text -> instant("from", text));
    var end = to.orElse(now);
    var start = from.orElseGet(() -> end.minus(step.compareTo(DAY) > 0 ? step : DAY));
    if (!start.isBefore(end)) {
      throw Refusal.bad("bad_range", "from must be before to, was " + start + " to " + end, HINT);
    }
    checkLength(Duration.between(start, end), step, steps);
    var last = floor(end.isAfter(now) ? now : end, step);
    var first = from.isPresent() ? ceiling(start, step) : floor(start, step);
    return new HistoryRange(first.isAfter(last) ? last : first, last, step);
  }

  private static Duration step(String text, HistorySteps steps) {
    return steps
        .parse(text)
        .orElseThrow(
            () ->
                Refusal.bad(
                    "bad_step",
                    "step must be one of " + steps.names() + ", was " + Texts.quoted(text),
                    "Leave step out for " + HistorySteps.name(steps.stored()) + "."));
  }

  private static void checkZone(String zone) {
    if (!zone.equals("UTC") && !zone.equals("Z")) {
      throw Refusal.bad(
          "bad_zone", "zone must be UTC, was " + Texts.quoted(zone), "History is told in UTC.");
    }
  }

  private static void checkLength(Duration range, Duration step, HistorySteps steps) {
    var longest = steps.longest(step);
    if (range.compareTo(longest) <= 0) {
      return;
    }
    throw Refusal.of(
        422,
        "range_too_long",
        "in steps of "
            + HistorySteps.name(step)
            + " a range may be at most "
            + longest.toDays()
            + " days, was "
            + String.format(java.util.Locale.ROOT, "%.1f", range.toSeconds() / 86_400.0)
            + " days",
        steps
            .covering(range)
            .map(HistorySteps::name)
            .map(name -> "Use step=" + name + ".")
            .orElse("Use step=1d and at most 800 days."));
  }

  static Instant instant(String name, String text) {
    var instant = parsed(text);
    if (instant.filter(HistoryRange::sensible).isEmpty()) {
      throw Refusal.bad(
          "bad_range",
          name + " must be a time from 2000 to 2100 in ISO-8601, was " + Texts.quoted(text),
          HINT);
    }
    return instant.get();
  }

  /** Whether it lies in the years that the database can hold. */
  static boolean sensible(Instant at) {
    return !at.isBefore(EARLIEST) && !at.isAfter(LATEST);
  }

  /** With an offset, or a date, or both without one and then in UTC. */
  static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(
              DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text, OffsetDateTime::from, LocalDateTime::from))
          .map(
              it ->
                  it instanceof OffsetDateTime zoned
                      ? zoned.toInstant()
                      : LocalDateTime.from(it).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return date(text);
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static Instant floor(Instant at, Duration step) {
    var seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  private static Instant ceiling(Instant at, Duration step) {
    var floor = floor(at, step);
    return floor.equals(at) ? floor : floor.plus(step);
  }
}
