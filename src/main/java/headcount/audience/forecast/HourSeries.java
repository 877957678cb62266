package headcount.audience.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Average viewers, hour after hour; an hour in which nothing was measured is a gap. Immutable.
 *
 * <p>Hours of the week are those of a zone's clock, from Monday's midnight on.
 */
public final class HourSeries {
  /** How many hours a week has. */
  public static final int WEEK = 168;

  private static final int HOURS_OF_DAY = 24;
  private static final int AHEAD = 3 * WEEK;
  private static final int LEAST_WEEKS = 4;
  private static final int LEAST_HOURS_OF_WEEK = 12;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Instant start;
  private final ZoneId zone;
  private final double[] values;
  private final double[] logarithms;
  private final byte[] hoursOfWeek;
  private final int size;

  private HourSeries(
      Instant start,
      ZoneId zone,
      double[] values,
      double[] logarithms,
      byte[] hoursOfWeek,
      int size) {
    this.start = start;
    this.zone = zone;
    this.values = values;
    this.logarithms = logarithms;
    this.hoursOfWeek = hoursOfWeek;
    this.size = size;
  }

  /**
   * Of these hours.
   *
   * @param start of the first one
   * @param values null for a gap; none below 0
   */
  public static HourSeries of(Instant start, ZoneId zone, List<@Nullable Double> values) {
    var known = values.stream().mapToDouble(each -> each == null ? Double.NaN : each).toArray();
    var hoursOfWeek = new byte[known.length + AHEAD];
    for (int hour = 0; hour < hoursOfWeek.length; hour++) {
      hoursOfWeek[hour] = (byte) hourOfWeek(start.plus(HOUR.multipliedBy(hour)), zone);
    }
    var logarithms = Arrays.stream(known).map(Math::log1p).toArray();
    return new HourSeries(start, zone, known, logarithms, hoursOfWeek, known.length);
  }

  int size() {
    return size;
  }

  /** NaN for a gap. */
  double at(int hour) {
    return values[hour];
  }

  /** The logarithm of viewers + 1; NaN for a gap. */
  double logarithm(int hour) {
    return logarithms[hour];
  }

  boolean known(int hour) {
    return hour >= 0 && hour < size && !Double.isNaN(values[hour]);
  }

  /** The hour's start; also of those ahead. */
  Instant time(int hour) {
    return start.plus(HOUR.multipliedBy(hour));
  }

  /** 0 to 167; also of hours ahead. */
  int hourOfWeek(int hour) {
    return hour >= 0 && hour < hoursOfWeek.length
        ? Byte.toUnsignedInt(hoursOfWeek[hour])
        : hourOfWeek(time(hour), zone);
  }

  private static int hourOfWeek(Instant time, ZoneId zone) {
    var clock = time.atZone(zone);
    return (clock.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + clock.getHour();
  }

  /** The first so many hours. */
  HourSeries first(int hours) {
    return new HourSeries(start, zone, values, logarithms, hoursOfWeek, Math.min(hours, size));
  }

  /**
   * Whether the last four weeks say enough: each of them has measured hours, half a day of them in
   * all at the least.
   */
  public boolean enough() {
    for (int week = 1; week <= LEAST_WEEKS; week++) {
      var end = size - (week - 1) * WEEK;
      var measured = 0;
      for (int hour = end - WEEK; hour < end; hour++) {
        measured += known(hour) ? 1 : 0;
      }
      if (end < WEEK || measured < LEAST_HOURS_OF_WEEK) {
        return false;
      }
    }
    return true;
  }
}
