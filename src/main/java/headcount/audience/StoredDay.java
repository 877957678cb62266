package headcount.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scope's business day, as it was summed.
 *
 * @param category its own; of a broadcaster or stream the one that was watched longest; of the
 *     platform 0
 * @param peakAt the start of the slot that the peak lies in; null where nothing was observed
 * @param airtimeSeconds while at least one broadcast of a broadcaster was on, summed over
 *     broadcasters
 * @param broadcasts how many were on
 * @param seen what sessions said; null where they were not held when the day was summed
 * @param isFinal whether nothing is expected any more
 * @param computedAt when it was summed
 */
public record StoredDay(
    BusinessDay day,
    Scope scope,
    long category,
    Figures figures,
    @Nullable Instant peakAt,
    long airtimeSeconds,
    long broadcasts,
    @Nullable Seen seen,
    boolean isFinal,
    Instant computedAt) {
  /**
   * Who watched.
   *
   * @param sessions that began on the day
   * @param uniques distinct viewers, the anonymous included
   * @param anonymous how many of them are
   * @param returning had been with this broadcaster in the 7 days before; null where that is not
   *     known, and for other scopes
   * @param fresh were never seen anywhere before; null where that is not known
   * @param medianSeconds watch time that half of them reached; null where it is not known
   * @param watchedSeconds of all of them; null where it is not known
   * @param retention of the episodes that began on the day; null where it is not known
   */
  public record Seen(
      long sessions,
      long uniques,
      long anonymous,
      @Nullable Long returning,
      @Nullable Long fresh,
      @Nullable Long medianSeconds,
      @Nullable Long watchedSeconds,
      @Nullable Retention retention) {
    /** Watch time of one of them; null where it is not known. */
    public @Nullable Double meanSeconds() {
      return watchedSeconds == null || uniques == 0
          ? null
          : (Double) ((double) watchedSeconds / uniques);
    }
  }

  /** Hours on the air. */
  public double airtimeHours() {
    return airtimeSeconds / 3600.0;
  }
}
