package headcount.audience.forecast;

import java.util.Arrays;
import java.util.Locale;

/** A way to tell the hours ahead from those that were. Gaps are left out, never filled. */
public enum Method {
  /**
   * The logarithm of viewers + 1 as a level and a shape: the level is an exponentially weighted
   * mean of weekly means (0.5 for the newest), the shape one of each hour of the week's distance
   * from its week's mean (0.35).
   */
  EWMA_WEEKLY {
    @Override
    double[] ahead(HourSeries past, int hours) {
      var level = Double.NaN;
      var shape = new double[HourSeries.WEEK];
      Arrays.fill(shape, Double.NaN);
      for (int from = past.size() % HourSeries.WEEK; from < past.size(); from += HourSeries.WEEK) {
        var mean = mean(past, from, shape);
        if (!Double.isNaN(mean)) {
          level = weighted(mean, level, LEVEL_WEIGHT);
          for (int hour = from; hour < from + HourSeries.WEEK; hour++) {
            if (past.known(hour)) {
              var of = past.hourOfWeek(hour);
              shape[of] = weighted(past.logarithm(hour) - mean, shape[of], SHAPE_WEIGHT);
            }
          }
        }
      }
      var out = new double[hours];
      for (int i = 0; i < hours; i++) {
        out[i] = Math.max(0, Math.expm1(level + shape[past.hourOfWeek(past.size() + i)]));
      }
      return out;
    }
  },

  /** As in the same hour of the last week in which it was measured. */
  SEASONAL_NAIVE {
    @Override
    double[] ahead(HourSeries past, int hours) {
      var out = new double[hours];
      for (int i = 0; i < hours; i++) {
        var same = past.size() + i;
        do {
          same -= HourSeries.WEEK;
        } while (same >= 0 && !past.known(same));
        out[i] = same < 0 ? Double.NaN : past.at(same);
      }
      return out;
    }
  };

  private static final double LEVEL_WEIGHT = 0.5;
  private static final double SHAPE_WEIGHT = 0.35;

  /**
   * Viewers of the hours behind the series; NaN where nothing is known of that hour of the week.
   */
  abstract double[] ahead(HourSeries past, int hours);

  /** As answers say it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double weighted(double newest, double before, double weight) {
    return Double.isNaN(before) ? newest : weight * newest + (1 - weight) * before;
  }

  /** The week's mean, told from the hours that were measured: each less what is usual for it. */
  private static double mean(HourSeries past, int from, double[] shape) {
    var sum = 0.0;
    var known = 0;
    for (int hour = from; hour < from + HourSeries.WEEK; hour++) {
      if (past.known(hour)) {
        var usual = shape[past.hourOfWeek(hour)];
        sum += past.logarithm(hour) - (Double.isNaN(usual) ? 0 : usual);
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }
}
