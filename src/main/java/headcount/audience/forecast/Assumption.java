package headcount.audience.forecast;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed of advertisements in a category from a business day on.
 *
 * @param category its id, or {@link #ANY}
 * @param from the first business day on which it holds
 * @param adsPerViewerHour advertisements that an hour of one viewer has room for
 * @param fill share of them that is sold, 0 to 1
 * @param adFree share of the hours that viewers without advertisements watch, 0 to 1
 * @param cpm price of a thousand impressions; null: nobody said
 */
public record Assumption(
    String category,
    LocalDate from,
    Estimate adsPerViewerHour,
    double fill,
    double adFree,
    @Nullable Estimate cpm) {
  /** Stands for every category that is not named. */
  public static final String ANY = "*";

  public Assumption {
    share("fill", fill);
    share("ad-free", adFree);
  }

  /** Impressions of an hour that somebody watches. */
  Estimate impressionsPerHour() {
    return adsPerViewerHour.times(fill * (1 - adFree));
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, was " + value);
    }
  }
}
