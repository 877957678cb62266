package headcount.audience;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An audience by the weekday and hour that a zone's clock showed. Pure; not thread-safe. */
public final class LocalHours {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int HOURS = 24;
  private static final int PRIME = 3;

  private final Figures[][] cells = new Figures[DayOfWeek.values().length][HOURS];

  /**
   * The three hours in a row that were watched longest.
   *
   * @param from the hour that they begin with
   * @param to the hour that they end before, 1 to 24; less than {@code from} where midnight lies
   *     between
   * @param hoursWatched in them
   */
  public record PrimeTime(int from, int to, double hoursWatched) {}

  /** Nothing yet. */
  public LocalHours() {
    for (var day : cells) {
      Arrays.fill(day, Figures.NOTHING);
    }
  }

  /** The steps of an hour that lie in the half-open range. */
  public static Steps steps(Instant from, Instant to, ZoneId zone) {
    return Steps.within(from, to, HOUR, zone);
  }

  /** Those of the steps, one for each. */
  public static LocalHours of(Steps steps, List<Figures> sums) {
    var out = new LocalHours();
    var starts = steps.starts();
    for (int i = 0; i < starts.size(); i++) {
      out.add(starts.get(i).atZone(steps.zone()), sums.get(i));
    }
    return out;
  }

  /** Adds an hour that began then. */
  public void add(ZonedDateTime at, Figures sums) {
    var day = at.getDayOfWeek().getValue() - 1;
    cells[day][at.getHour()] = cells[day][at.getHour()].plus(sums);
  }

  /** Average viewers by weekday, Monday first, and hour; null where nothing was observed. */
  public List<List<@Nullable Double>> heatMap() {
    var out = new ArrayList<List<@Nullable Double>>();
    for (var day : cells) {
      var row = new ArrayList<@Nullable Double>();
      for (var cell : day) {
        row.add(cell.average());
      }
      out.add(Collections.unmodifiableList(row));
    }
    return out;
  }

  /** Of Mondays to Fridays; null where nobody watched. */
  public @Nullable PrimeTime weekdays() {
    return prime(day -> !weekend(day));
  }

  /** Of Saturdays and Sundays; null where nobody watched. */
  public @Nullable PrimeTime weekends() {
    return prime(LocalHours::weekend);
  }

  private static boolean weekend(DayOfWeek day) {
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }

  private @Nullable PrimeTime prime(Predicate<DayOfWeek> days) {
    var watched = new long[HOURS];
    for (var day : DayOfWeek.values()) {
      for (int hour = 0; hour < HOURS && days.test(day); hour++) {
        watched[hour] += cells[day.getValue() - 1][hour].viewerSeconds();
      }
    }
    var best = -1;
    var most = 0L;
    for (int from = 0; from < HOURS; from++) {
      var sum = 0L;
      for (int i = 0; i < PRIME; i++) {
        sum += watched[(from + i) % HOURS];
      }
      if (sum > most) {
        most = sum;
        best = from;
      }
    }
    return best < 0 ? null : new PrimeTime(best, (best + PRIME - 1) % HOURS + 1, most / 3600.0);
  }
}
