package headcount.audience.synth;

/**
 * A broadcast.
 *
 * @param broadcaster from 0, the largest first
 * @param category from 0, the most frequent first
 * @param started Unix ms
 * @param ended Unix ms; may lie beyond the plan's end
 * @param size viewers on average, before the hour's and the day's factor
 * @param seed of what happens in it
 */
public record Aired(
    int broadcaster, int category, long started, long ended, double size, long seed) {
  /** When it was over, or 0 where it still runs at that moment. */
  public long endedBy(long now) {
    return ended <= now ? ended : 0;
  }
}
