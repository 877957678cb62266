package headcount.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope's business days in a half-open range, together. Pure.
 *
 * @param days those on which it was on
 * @param summed whether every day of the range has been summed
 * @param uniques of all of them
 */
public record DaySums(
    BusinessDay from, BusinessDay to, List<StoredDay> days, boolean summed, Uniques uniques) {
  /** What is compared. */
  public enum Metric {
    HOURS,
    AVERAGE,
    UNIQUES,
    AIRTIME
  }

  /** All days together. */
  public Figures figures() {
    return days.stream().map(StoredDay::figures).reduce(Figures.NOTHING, Figures::plus);
  }

  /** The metric's value, in its unit; null where it is not known. */
  public @Nullable Double value(Metric metric) {
    if (!summed) {
      return null;
    }
    return switch (metric) {
      case HOURS -> figures().hours();
      case AVERAGE -> figures().average();
      case UNIQUES -> {
        var viewers = uniques.viewers();
        yield viewers == null ? null : (Double) (double) viewers;
      }
      case AIRTIME -> days.stream().mapToDouble(StoredDay::airtimeHours).sum();
    };
  }

  /** What became of it since the days before. */
  public Change since(DaySums before, Metric metric) {
    return Change.of(
        value(metric), before.value(metric), figures().coverage(), before.figures().coverage());
  }

  /** Whether nothing is expected any more. */
  public boolean isFinal() {
    return summed && days.stream().allMatch(StoredDay::isFinal);
  }
}
