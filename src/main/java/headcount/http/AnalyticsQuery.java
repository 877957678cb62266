package headcount.http;

import headcount.audience.BusinessDay;
import headcount.audience.ScopeName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What every question of analysts may say: whose audience, when, and by whose clock.
 *
 * @param zone in which times without an offset are read; Seoul where none is given
 */
record AnalyticsQuery(
    Query query, ScopeName scope, ZoneId zone, Optional<Instant> from, Optional<Instant> to) {
  static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Duration LONGEST_HOURLY = Duration.ofDays(92);
  private static final Duration LONGEST_DAILY = Duration.ofDays(800);

  /** A half-open range. */
  record Range(Instant from, Instant to) {}

  /** Business days, half-open. */
  record Days(BusinessDay from, BusinessDay to) {}

  /** Reads them, and refuses what cannot be read. */
  static AnalyticsQuery of(Query query) {
    var zone = Times.zone(query, SEOUL);
    return new AnalyticsQuery(
        query,
        query.text("scope").map(AnalyticsQuery::scope).orElse(ScopeName.PLATFORM),
        zone,
        query.text("from").map(text -> Times.instant("from", text, zone)),
        query.text("to").map(text -> Times.instant("to", text, zone)));
  }

  private static ScopeName scope(String text) {
    return ScopeName.parse(text)
        .orElseThrow(
            () ->
                Refusal.bad(
                    "bad_scope",
                    "scope must be platform, category:ID, broadcaster:ID or stream:ID, was "
                        + Texts.quoted(text),
                    "Leave scope out for the platform."));
  }

  /** The range that is asked for; its end is now, and its start that much before, if not given. */
  Range range(Instant now, Duration usual) {
    var end = to.orElse(now);
    var start = from.orElseGet(() -> end.minus(usual));
    HistoryRange.checkOrder(start, end);
    return new Range(start, end);
  }

  /**
   * The business days that begin in the range and have ended by now; those of that many days until
   * the last one that has ended, if none is given. At most 92.
   */
  Days days(Instant now, int usual) {
    return days(now, usual, LONGEST_HOURLY, "Ask /v1/analytics/daily for as many as 800 days.");
  }

  /** Likewise, at most 800. */
  Days manyDays(Instant now, int usual) {
    return days(now, usual, LONGEST_DAILY, "Ask for some of them at a time.");
  }

  private Days days(Instant now, int usual, Duration longest, String hint) {
    var today = BusinessDay.of(now);
    var last = to.map(AnalyticsQuery::beginning).orElse(today);
    var end = last.compareTo(today) > 0 ? today : last;
    var first = from.map(AnalyticsQuery::beginning).orElseGet(() -> end.plus(-usual));
    from.ifPresent(start -> HistoryRange.checkOrder(start, to.orElse(now)));
    var range =
        Duration.between(
            LocalDateTime.ofInstant(first.start(), BusinessDay.SEOUL),
            LocalDateTime.ofInstant(last.start(), BusinessDay.SEOUL));
    if (range.compareTo(longest) > 0) {
      throw HistoryRange.tooLong("a range of days", longest, range, hint);
    }
    return new Days(first.compareTo(end) > 0 ? end : first, end);
  }

  /** The first business day that begins at the moment or after. */
  private static BusinessDay beginning(Instant at) {
    var day = BusinessDay.of(at);
    return day.start().equals(at) ? day : day.plus(1);
  }

  /** 404: there is no such scope. */
  Refusal scopeNotFound() {
    return Refusal.of(
        404,
        "scope_not_found",
        "nothing is known of " + scope.text(),
        "Check the id; what never was live has no audience.");
  }
}
