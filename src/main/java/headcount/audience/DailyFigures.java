package headcount.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope's business day.
 *
 * @param category its own; of a broadcaster or stream the one that was watched longest; of the
 *     platform 0
 * @param broadcaster its own; 0 for platform and categories
 * @param counted what history says
 * @param watched what sessions say; null where they are no longer held
 */
public record DailyFigures(
    Scope scope, long category, long broadcaster, Counted counted, @Nullable Watched watched) {
  /**
   * What was counted.
   *
   * @param viewerSeconds the integral of viewers over the day
   * @param liveSeconds summed over broadcasts
   * @param observedSeconds of them, while somebody counted
   * @param recoveringSeconds of those, while the count was not exact
   * @param airtimeSeconds while at least one broadcast of a broadcaster was on, summed over
   *     broadcasters
   * @param averageSeconds the observed part of the time on the air, in which broadcasts at the same
   *     time count once: of a broadcaster its airtime, of platform and categories all time in which
   *     anybody was on
   * @param peak of a stream the highest exact count; otherwise the highest average of a slot
   * @param peakAt the start of the slot that it lies in; null where nothing was observed
   * @param broadcasts how many were on
   * @param hours of the day in Seoul, 24; empty for a stream
   */
  public record Counted(
      long viewerSeconds,
      long liveSeconds,
      long observedSeconds,
      long recoveringSeconds,
      long airtimeSeconds,
      double averageSeconds,
      long peak,
      @Nullable Instant peakAt,
      int broadcasts,
      List<Figures> hours) {
    /** Hours watched. */
    public double hoursWatched() {
      return viewerSeconds / 3600.0;
    }

    /** Share of the live time that was observed; null where nothing was live. */
    public @Nullable Double coverage() {
      return liveSeconds == 0 ? null : (double) observedSeconds / liveSeconds;
    }

    /** Average viewers of a broadcast; null where nothing was observed. */
    public @Nullable Double average() {
      return observedSeconds == 0 ? null : (double) viewerSeconds / observedSeconds;
    }

    /**
     * Average viewers over the time on the air, in which broadcasts at the same time count once;
     * null where nothing was observed.
     */
    public @Nullable Double averageOnAir() {
      return averageSeconds > 0 ? (Double) (viewerSeconds / averageSeconds) : null;
    }
  }

  /**
   * Who watched.
   *
   * @param sessions that began on the day
   * @param uniques distinct viewers who were there on the day, the anonymous included
   * @param anonymous how many of them are
   * @param fresh how many of them were never seen anywhere before that day
   * @param watching how long; null for platform and categories, and where nobody watched
   * @param viewers the uniques, to be told together with other days'
   * @param anonymousViewers the anonymous of them
   */
  public record Watched(
      long sessions,
      long uniques,
      long anonymous,
      long fresh,
      @Nullable Watching watching,
      ViewerSketch viewers,
      ViewerSketch anonymousViewers) {}

  /**
   * How long the viewers of a broadcaster or broadcast watched on the day.
   *
   * @param seconds of all of them; one's overlapping tabs count once, pauses not at all
   * @param medianSeconds the least that at least half of them did not exceed
   * @param retention of the episodes that began on the day; it cuts them at its end
   */
  public record Watching(long seconds, int medianSeconds, Retention retention) {}
}
