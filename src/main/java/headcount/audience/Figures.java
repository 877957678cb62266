package headcount.audience;

import org.jspecify.annotations.Nullable;

/**
 * The sums of some time, from which its figures are taken. Sums of several times or scopes add;
 * averages never do.
 *
 * @param viewerSeconds the integral of viewers
 * @param liveSeconds summed over broadcasts
 * @param observedSeconds of them, while somebody counted
 * @param averageSeconds the observed time on the air, over which the average is taken: broadcasts
 *     at the same time count once
 * @param peak of a stream the highest exact count, otherwise the highest average of a slot; null
 *     where nothing was observed
 */
public record Figures(
    long viewerSeconds,
    long liveSeconds,
    long observedSeconds,
    double averageSeconds,
    @Nullable Long peak) {
  /** Nobody was live. */
  public static final Figures NOTHING = new Figures(0, 0, 0, 0, null);

  /**
   * A slot of several broadcasts.
   *
   * @param onAir seconds in which at least one of them was on
   */
  public static Figures ofSlot(long viewerSeconds, long live, long observed, double onAir) {
    var seconds = live == 0 ? 0 : onAir * observed / live;
    return new Figures(
        viewerSeconds,
        live,
        observed,
        seconds,
        seconds > 0 ? (Long) Math.round(viewerSeconds / seconds) : null);
  }

  /** Both times together. */
  public Figures plus(Figures other) {
    return new Figures(
        viewerSeconds + other.viewerSeconds,
        liveSeconds + other.liveSeconds,
        observedSeconds + other.observedSeconds,
        averageSeconds + other.averageSeconds,
        higher(peak, other.peak));
  }

  /** Hours watched; null where somebody was live and nothing was observed. */
  public @Nullable Double hours() {
    return liveSeconds > 0 && observedSeconds == 0 ? null : (Double) (viewerSeconds / 3600.0);
  }

  /** Average viewers over the observed time on the air; null where there was none. */
  public @Nullable Double average() {
    return averageSeconds > 0 ? (Double) (viewerSeconds / averageSeconds) : null;
  }

  /** Share of the live time that was observed; null where nobody was live. */
  public @Nullable Double coverage() {
    return liveSeconds == 0 ? null : (Double) Math.min(1.0, (double) observedSeconds / liveSeconds);
  }

  private static @Nullable Long higher(@Nullable Long one, @Nullable Long other) {
    return one == null || (other != null && other > one) ? other : one;
  }
}
