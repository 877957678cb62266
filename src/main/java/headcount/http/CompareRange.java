package headcount.http;

import headcount.audience.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is compared: a range of whole steps, and another of as many.
 *
 * @param current whole steps that have ended
 */
record CompareRange(Steps current, Steps previous) {
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration FINE = Duration.ofDays(2);
  private static final Duration MIDDLING = Duration.ofDays(31);
  private static final int WEEK = 7;

  static CompareRange of(AnalyticsQuery asked, HistorySteps stored, Instant now) {
    var range = asked.range(now, DAY);
    var step = step(asked.query(), stored, Duration.between(range.from(), range.to()));
    HistoryRange.checkZone(asked.zone(), range.from(), stored);
    HistoryRange.checkLength(range.from(), range.to(), asked.zone(), step, stored);
    var end = range.to().isAfter(now) ? now : range.to();
    var start =
        asked.from().isPresent() ? range.from() : Steps.floor(range.from(), step, asked.zone());
    var current = Steps.within(start, end, step, asked.zone());
    return new CompareRange(current, previous(asked, current, now));
  }

  private static Duration step(Query query, HistorySteps stored, Duration range) {
    var text = query.text("step");
    if (text.isPresent()) {
      var step = HistoryRange.step(text.get(), stored);
      if (step.compareTo(SHORTEST) < 0) {
        throw Refusal.bad(
            "bad_step",
            "step must be at least 5m, was " + Texts.quoted(text.get()),
            "Leave step out, or ask for history.");
      }
      return step;
    }
    var usual = range.compareTo(FINE) <= 0 ? "5m" : range.compareTo(MIDDLING) <= 0 ? "1h" : "1d";
    return Optional.of(usual).flatMap(stored::parse).orElse(stored.stored());
  }

  private static Steps previous(AnalyticsQuery asked, Steps current, Instant now) {
    var text = asked.query().text("against").orElse("previous");
    return switch (text) {
      case "previous" -> before(current);
      case "week" ->
          new Steps(
              aWeekBefore(current.from(), current),
              aWeekBefore(current.to(), current),
              current.length(),
              current.zone());
      default -> own(text, current, now);
    };
  }

  /** As many days of the wall clock, or as long a time, as end where the current ones begin. */
  private static Steps before(Steps current) {
    var length = current.length();
    var days = length.toSeconds() % DAY.toSeconds() == 0;
    var start =
        days
            ? current
                .from()
                .atZone(current.zone())
                .minusDays(length.toDays() * current.starts().size())
                .toInstant()
            : current.from().minus(Duration.between(current.from(), current.to()));
    return new Steps(start, current.from(), length, current.zone());
  }

  private static Instant aWeekBefore(Instant at, Steps current) {
    return at.atZone(current.zone()).minusDays(WEEK).toInstant();
  }

  private static Steps own(String text, Steps current, Instant now) {
    var comma = text.indexOf(',');
    if (comma < 0) {
      throw Refusal.bad(
          "bad_range",
          "against must be previous, week or FROM,TO, was " + Texts.quoted(text),
          Times.HINT);
    }
    var from = Times.instant("against", text.substring(0, comma), current.zone());
    var to = Times.instant("against", text.substring(comma + 1), current.zone());
    HistoryRange.checkOrder(from, to);
    var end = to.isAfter(now) ? now : to;
    var own = Steps.within(from, end, current.length(), current.zone());
    if (own.starts().size() != current.starts().size()) {
      throw Refusal.bad(
          "bad_range",
          "against must have as many whole steps that have ended, was "
              + own.starts().size()
              + " of "
              + current.starts().size(),
          "Give both ranges the same length.");
    }
    return own;
  }
}
