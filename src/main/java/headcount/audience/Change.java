package headcount.audience;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a figure between two times of the same length.
 *
 * @param delta current less previous; null where one is unknown
 * @param rate of growth: 0.25 is a quarter more; null with a reason
 * @param reason why there is no rate; null where there is one
 */
public record Change(
    @Nullable Double current,
    @Nullable Double previous,
    @Nullable Double delta,
    @Nullable Double rate,
    @Nullable Reason reason) {
  /** With less of both times observed there is no rate of growth. */
  public static final double LEAST_COVERAGE = 0.8;

  /** Why there is no rate. */
  public enum Reason {
    PREVIOUS_ZERO,
    LOW_COVERAGE,
    NO_DATA
  }

  /** The reason as answers say it. */
  public static @Nullable String text(@Nullable Reason reason) {
    return reason == null ? null : reason.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Between two figures.
   *
   * @param current null where it is unknown
   * @param previous null where it is unknown
   * @param coverage of the current time; null where nobody was live
   * @param coverageBefore of the previous time; null where nobody was live
   */
  public static Change of(
      @Nullable Double current,
      @Nullable Double previous,
      @Nullable Double coverage,
      @Nullable Double coverageBefore) {
    if (current == null || previous == null) {
      return new Change(current, previous, null, null, Reason.NO_DATA);
    }
    var delta = current - previous;
    if (low(coverage) || low(coverageBefore)) {
      return new Change(current, previous, delta, null, Reason.LOW_COVERAGE);
    }
    if (previous == 0) {
      return new Change(current, previous, delta, null, Reason.PREVIOUS_ZERO);
    }
    return new Change(current, previous, delta, delta / previous, null);
  }

  private static boolean low(@Nullable Double coverage) {
    return coverage != null && coverage < LEAST_COVERAGE;
  }
}
