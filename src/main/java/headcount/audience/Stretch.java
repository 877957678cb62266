package headcount.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope's audience in a half-open range.
 *
 * @param sums one for each step
 * @param airtimeSeconds while at least one broadcast of a broadcaster was on, summed over
 *     broadcasters; null where it is not known: of the platform and categories it is known of whole
 *     business days only
 * @param broadcasts how many were on; null where it is not known: of the platform and categories it
 *     is known of one business day only, since those across midnight are on in both
 * @param uniques known of whole business days that are summed
 */
public record Stretch(
    Scope.Kind kind,
    Steps steps,
    List<Figures> sums,
    @Nullable Double airtimeSeconds,
    @Nullable Long broadcasts,
    Uniques uniques) {
  /** All steps together. */
  public Figures whole() {
    return sums.stream().reduce(Figures.NOTHING, Figures::plus);
  }

  /** Hours watched; null where nothing was observed. Of the platform, silence is a gap. */
  public @Nullable Double hours() {
    var whole = whole();
    return kind == Scope.Kind.PLATFORM && whole.observedSeconds() == 0 ? null : whole.hours();
  }

  /** Hours on the air. */
  public @Nullable Double airtimeHours() {
    return airtimeSeconds == null ? null : (Double) (airtimeSeconds / 3600);
  }
}
