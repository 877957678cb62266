package headcount.audience.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hours ahead, by the method that would have erred less until now.
 *
 * @param own how the weekly one would have done
 * @param naive how "as a week before" would have done
 */
public record Forecast(
    Method method, List<Point> points, Backtest.Figures own, Backtest.Figures naive) {
  /** Days ahead at most. */
  public static final int MOST_DAYS = 14;

  /** Share of cases that an interval is made to hold; how many it held says the backtest. */
  public static final double INTERVAL = 0.8;

  private static final int DAY = 24;

  /**
   * An hour ahead, in average viewers; null where nothing is known of that hour of the week.
   *
   * @param at its start
   */
  public record Point(
      Instant at, @Nullable Double value, @Nullable Double low, @Nullable Double high) {}

  public Forecast {
    points = List.copyOf(points);
  }

  /**
   * Of the hours behind the series.
   *
   * @param days ahead, 1 to 14
   * @return empty where the series does not say enough
   */
  public static Optional<Forecast> of(HourSeries series, int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be 1 to 14, was " + days);
    }
    if (!series.enough()) {
      return Optional.empty();
    }
    var hours = days * DAY;
    var own = Backtest.of(Method.EWMA_WEEKLY, series, hours);
    var naive = Backtest.of(Method.SEASONAL_NAIVE, series, hours);
    var ownFigures = own.figures();
    var naiveFigures = naive.figures();
    var naiveWins = wape(naiveFigures) < wape(ownFigures);
    var method = naiveWins ? Method.SEASONAL_NAIVE : Method.EWMA_WEEKLY;
    var interval = (naiveWins ? naive : own).interval();
    return Optional.of(
        new Forecast(method, points(series, method, hours, interval), ownFigures, naiveFigures));
  }

  /** Of the method that is served. */
  public Backtest.Figures backtest() {
    return method == Method.SEASONAL_NAIVE ? naive : own;
  }

  private static double wape(Backtest.Figures figures) {
    var wape = figures.wape();
    return wape == null ? Double.POSITIVE_INFINITY : wape;
  }

  private static List<Point> points(
      HourSeries series, Method method, int hours, double[] interval) {
    var told = method.ahead(series, hours);
    var out = new ArrayList<Point>(hours);
    for (int i = 0; i < hours; i++) {
      out.add(
          new Point(
              series.time(series.size() + i),
              known(told[i]),
              known(shifted(told[i], interval[0])),
              known(shifted(told[i], interval[1]))));
    }
    return out;
  }

  private static double shifted(double viewers, double byLogarithm) {
    return Math.max(0, Math.expm1(Math.log1p(viewers) + byLogarithm));
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
