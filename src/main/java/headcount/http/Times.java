package headcount.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Reads moments and zones from a request. */
final class Times {
  static final String HINT =
      "Times are ISO-8601, like 2026-09-21T12:00:00Z, or in the zone that is asked for, like"
          + " 2026-09-21T12:00 or 2026-09-21; from comes before to.";

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  private Times() {}

  /** The query's {@code zone}: an IANA id, {@code UTC} or {@code Z}; otherwise the usual one. */
  static ZoneId zone(Query query, ZoneId usual) {
    return query.text("zone").map(Times::zone).orElse(usual);
  }

  private static ZoneId zone(String text) {
    if (text.equals("Z") || text.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (!ZONES.contains(text)) {
      throw Refusal.bad(
          "bad_zone",
          "zone must be an IANA id or UTC, was " + Texts.quoted(text),
          "For example Asia/Seoul, Europe/Berlin or UTC.");
    }
    return ZoneId.of(text);
  }

  /** As answers name it. */
  static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** The parameter's moment; a date is its midnight, and what has no offset is in the zone. */
  static Instant instant(String name, String text, ZoneId zone) {
    var instant = parsed(text, zone);
    if (instant.filter(Times::sensible).isEmpty()) {
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
    return parsed(text, ZoneOffset.UTC);
  }

  private static Optional<Instant> parsed(String text, ZoneId zone) {
    try {
      return Optional.of(
              DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text, OffsetDateTime::from, LocalDateTime::from))
          .map(
              it ->
                  it instanceof OffsetDateTime zoned
                      ? zoned.toInstant()
                      : LocalDateTime.from(it).atZone(zone).toInstant());
    } catch (DateTimeException noTime) {
      return date(text).map(day -> day.atStartOfDay(zone).toInstant());
    }
  }

  /** A date alone. */
  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
