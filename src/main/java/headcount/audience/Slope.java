package headcount.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The straight line that lies nearest to a figure of successive days (least squares); days that are
 * not known are left out.
 *
 * @param perDay how much more each day; null where fewer than two days are known
 * @param ratePerWeek how much more each week, as a share of the days' mean; null where that is 0
 */
public record Slope(@Nullable Double perDay, @Nullable Double ratePerWeek) {
  private static final int WEEK = 7;

  /** Through these days' figures, null where one is not known. */
  public static Slope of(List<@Nullable Double> days) {
    var known = 0;
    var sumX = 0.0;
    var sumY = 0.0;
    for (int x = 0; x < days.size(); x++) {
      var y = days.get(x);
      if (y != null) {
        known++;
        sumX += x;
        sumY += y;
      }
    }
    if (known < 2) {
      return new Slope(null, null);
    }
    var meanX = sumX / known;
    var meanY = sumY / known;
    var together = 0.0;
    var apart = 0.0;
    for (int x = 0; x < days.size(); x++) {
      var y = days.get(x);
      if (y != null) {
        together += (x - meanX) * (y - meanY);
        apart += (x - meanX) * (x - meanX);
      }
    }
    var perDay = together / apart;
    return new Slope(perDay, meanY == 0 ? null : (Double) (perDay * WEEK / meanY));
  }
}
