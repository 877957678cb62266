package headcount.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scope's days went, and when and by what category it was watched.
 *
 * @param hours the sums of the hours of the wall clock that heat map and prime time are by
 * @param shares the categories watched longest, longest first
 * @param coverage of all of them
 * @param asOf when the newest of the days was summed; null where none is
 */
public record Trends(
    List<Day> days,
    LocalHours hours,
    List<Share> shares,
    @Nullable Double coverage,
    @Nullable Instant asOf,
    boolean isFinal) {
  /**
   * A business day; figures are null where it is not summed.
   *
   * @param mean7 the mean of the hours watched of the seven days that end with it; null where one
   *     of them is not known
   */
  public record Day(
      BusinessDay day,
      @Nullable Double hours,
      @Nullable Double average,
      @Nullable Long peak,
      @Nullable Long uniques,
      @Nullable Double coverage,
      @Nullable Double mean7) {}

  /**
   * A category's part.
   *
   * @param share of the platform's hours watched; below a broadcaster or stream, of its own
   */
  public record Share(String category, String title, double hours, double share) {}

  /** The line through the days' hours watched. */
  public Slope slope() {
    return Slope.of(days.stream().map(Day::hours).toList());
  }
}
