package headcount.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps of a wall clock, one after the other: hours that begin when the zone's clock shows a full
 * hour, days that begin at its midnight. Where the clock is put forward or back, a day has 23 or 25
 * hours, and an hour half an hour more where it is put by half an hour.
 *
 * @param from the first one's start
 * @param to the last one's end; equal to {@code from} where there is none
 * @param length of each, as the clock shows it
 */
public record Steps(Instant from, Instant to, Duration length, ZoneId zone) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Those that lie within the half-open range. */
  public static Steps within(Instant from, Instant to, Duration length, ZoneId zone) {
    var last = floor(to, length, zone);
    var first = ceiling(from, length, zone);
    return new Steps(first.isAfter(last) ? last : first, last, length, zone);
  }

  /** Each one's start, and the last one's end behind them. */
  public List<Instant> borders() {
    var out = new ArrayList<Instant>();
    for (var at = from; at.isBefore(to); at = next(at)) {
      out.add(at);
    }
    out.add(to);
    return out;
  }

  /** Each one's start. */
  public List<Instant> starts() {
    var borders = borders();
    return borders.subList(0, borders.size() - 1);
  }

  /** The start of the step that the moment lies in. */
  public static Instant floor(Instant at, Duration length, ZoneId zone) {
    if (wholeDays(length)) {
      var days = length.toDays();
      var day = LocalDate.ofInstant(at, zone).toEpochDay();
      return LocalDate.ofEpochDay(Math.floorDiv(day, days) * days).atStartOfDay(zone).toInstant();
    }
    var floor = byTheClock(at, length, zone);
    var rules = zone.getRules();
    return rules.getOffset(floor).equals(rules.getOffset(at))
        ? floor
        : byTheClock(floor, length, zone);
  }

  /** By the clock as it goes at that moment, though it may have been put since the border. */
  private static Instant byTheClock(Instant at, Duration length, ZoneId zone) {
    var offset = zone.getRules().getOffset(at).getTotalSeconds();
    var seconds = length.toSeconds();
    return Instant.ofEpochSecond(
        Math.floorDiv(at.getEpochSecond() + offset, seconds) * seconds - offset);
  }

  /** The moment if a step begins there, otherwise the start of the next one. */
  public static Instant ceiling(Instant at, Duration length, ZoneId zone) {
    var floor = floor(at, length, zone);
    return floor.equals(at) ? floor : next(floor, length, zone);
  }

  private Instant next(Instant start) {
    return next(start, length, zone);
  }

  private static Instant next(Instant start, Duration length, ZoneId zone) {
    if (wholeDays(length)) {
      return LocalDate.ofInstant(start, zone)
          .plusDays(length.toDays())
          .atStartOfDay(zone)
          .toInstant();
    }
    var next = start.plus(length);
    var floor = byTheClock(next, length, zone);
    return floor.equals(next) ? next : floor.plus(length);
  }

  private static boolean wholeDays(Duration length) {
    return length.compareTo(DAY) >= 0 && length.toSeconds() % DAY.toSeconds() == 0;
  }
}
