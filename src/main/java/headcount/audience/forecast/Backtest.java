package headcount.audience.forecast;

import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int NOBODY = -1;

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

  /** What came, less what was told, both as logarithms. */
  private record Residual(double off, int origin) {}

  private final HourSeries series;
  private final List<Residual> residuals = new ArrayList<>();
  private int origins;
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
    test.residuals.sort(Comparator.comparingDouble(Residual::off));
    return test;
  }

  /** How far what came was from what was told, as differences of logarithms: these quantiles. */
  double[] interval() {
    return quantiles(without(NOBODY));
  }

  Figures figures() {
    return new Figures(
        origins,
        relatives == 0 ? null : (Double) (relative / relatives),
        actuals == 0 ? null : (Double) (errors / actuals),
        mase(),
        coverage());
  }

  private void compare(int origin, double[] told) {
    var before = residuals.size();
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
        residuals.add(new Residual(series.logarithm(origin + i) - Math.log1p(told[i]), origins));
      }
    }
    origins += residuals.size() > before ? 1 : 0;
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
    if (origins < 2) {
      return null;
    }
    var intervals = new double[origins][];
    for (int origin = 0; origin < origins; origin++) {
      intervals[origin] = quantiles(without(origin));
    }
    var within = 0;
    for (var each : residuals) {
      var interval = intervals[each.origin];
      within += each.off >= interval[0] && each.off <= interval[1] ? 1 : 0;
    }
    return (double) within / residuals.size();
  }

  /** The others' residuals, rising. */
  private double[] without(int origin) {
    var out = new double[residuals.size()];
    var kept = 0;
    for (var each : residuals) {
      if (each.origin != origin) {
        out[kept++] = each.off;
      }
    }
    return Arrays.copyOf(out, kept);
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
