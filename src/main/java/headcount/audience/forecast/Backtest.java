package headcount.audience.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a method would have done: from each day on of which two weeks before and the whole time ahead
 * are known, at most 28 of them, the hours ahead are told and compared with what came.
 */
public final class Backtest {
  private static final int DAY = 24;
  private static final int MOST_ORIGINS = 28;
  private static final int LEAST_PAST = 2 * HourSeries.WEEK;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /**
   * What came of it; null where it cannot be reckoned.
   *
   * @param origins from how many moments it was told
   * @param mape mean error in relation to what came, over hours that were not 0
   * @param wape sum of errors in relation to the sum of what came
   * @param mase mean error in relation to that of "as a week before" over the whole series
   * @param coverage80 share of hours within the interval that the other origins' errors make
   */
  public record Figures(
      int origins,
      @Nullable Double mape,
      @Nullable Double wape,
      @Nullable Double mase,
      @Nullable Double coverage80) {}

  private final HourSeries series;
  private final List<double[]> residuals = new ArrayList<>();
  private double errors;
  private double actuals;
  private double relative;
  private int compared;
  private int relatives;

  private Backtest(HourSeries series) {
    this.series = series;
  }

  static Backtest of(Method method, HourSeries series, int hours) {
    var test = new Backtest(series);
    for (int i = 0; i < MOST_ORIGINS; i++) {
      var origin = series.size() - hours - i * DAY;
      if (origin < LEAST_PAST) {
        break;
      }
      test.compare(origin, method.ahead(series.first(origin), hours));
    }
    return test;
  }

  /** How far what came was from what was told, as differences of logarithms: these quantiles. */
  double[] interval() {
    return quantiles(sorted().stream().mapToDouble(Residual::off).toArray());
  }

  Figures figures() {
    return new Figures(
        residuals.size(),
        relatives == 0 ? null : (Double) (relative / relatives),
        actuals == 0 ? null : (Double) (errors / actuals),
        mase(),
        coverage());
  }

  private void compare(int origin, double[] told) {
    var off = new ArrayList<Double>();
    for (int i = 0; i < told.length; i++) {
      if (series.known(origin + i) && !Double.isNaN(told[i])) {
        var came = series.at(origin + i);
        var error = Math.abs(came - told[i]);
        errors += error;
        actuals += came;
        compared++;
        if (came > 0) {
          relative += error / came;
          relatives++;
        }
        off.add(Math.log1p(came) - Math.log1p(told[i]));
      }
    }
    if (!off.isEmpty()) {
      residuals.add(off.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private @Nullable Double mase() {
    var sum = 0.0;
    var pairs = 0;
    for (int hour = HourSeries.WEEK; hour < series.size(); hour++) {
      if (series.known(hour) && series.known(hour - HourSeries.WEEK)) {
        sum += Math.abs(series.at(hour) - series.at(hour - HourSeries.WEEK));
        pairs++;
      }
    }
    return compared == 0 || sum == 0 ? null : (Double) (errors / compared / (sum / pairs));
  }

  private @Nullable Double coverage() {
    if (residuals.size() < 2) {
      return null;
    }
    var sorted = sorted();
    var within = 0;
    for (int origin = 0; origin < residuals.size(); origin++) {
      var without = origin;
      var interval =
          quantiles(
              sorted.stream()
                  .filter(each -> each.origin != without)
                  .mapToDouble(Residual::off)
                  .toArray());
      for (var off : residuals.get(origin)) {
        within += off >= interval[0] && off <= interval[1] ? 1 : 0;
      }
    }
    return (double) within / sorted.size();
  }

  private record Residual(double off, int origin) {}

  private List<Residual> sorted() {
    var all = new ArrayList<Residual>();
    for (int origin = 0; origin < residuals.size(); origin++) {
      for (var off : residuals.get(origin)) {
        all.add(new Residual(off, origin));
      }
    }
    all.sort(Comparator.comparingDouble(Residual::off));
    return all;
  }

  private static double[] quantiles(double[] sorted) {
    return new double[] {Math.min(0, quantile(sorted, LOW)), Math.max(0, quantile(sorted, HIGH))};
  }

  /** Between neighbours in proportion; NaN of nothing. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    var at = share * (sorted.length - 1);
    var low = (int) at;
    var high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
