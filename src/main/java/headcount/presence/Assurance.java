package headcount.presence;

import java.util.Set;

/**
 * How sure a relay may be of the count that it was told: what it has said without an answer, and
 * since when it has not seen the entity. Not thread-safe.
 */
final class Assurance {
  private static final long NEVER = Long.MIN_VALUE;

  private final CountSettings settings;
  private final Set<Rule> rules;

  /** When the oldest thing was said that has no answer. */
  private long askedAt = NEVER;

  /** Whether the entity was out of sight since a count last came. */
  private boolean outOfSight;

  private long lastTick;

  /** Until when it may hear what was said while this node paused. */
  private long unsettledUntil;

  Assurance(CountSettings settings, Set<Rule> rules, long now) {
    this.settings = settings;
    this.rules = rules;
    this.lastTick = now;
    this.unsettledUntil = now;
  }

  long lastTick() {
    return lastTick;
  }

  void tick(long now) {
    wake(now);
    lastTick = now;
  }

  /** Something happens; so late after the last tick, this node paused, and the silence was its. */
  void wake(long now) {
    if (late(now)) {
      lastTick = now;
      askedAt = NEVER;
      lostSight();
      boolean drained = rules.contains(Rule.NEWS_AFTER_PAUSE);
      unsettledUntil = drained ? now + settings.repeatNanos() : now;
    }
  }

  private boolean late(long now) {
    return now - lastTick > CountSettings.TICK_NANOS + settings.pauseNanos();
  }

  void said(long now) {
    askedAt = askedAt == NEVER ? now : askedAt;
  }

  /** An answer came to everything that was said before {@code openSince}. */
  void answered(boolean allOfIt, long openSince) {
    askedAt = allOfIt ? NEVER : openSince;
  }

  void told(long now) {
    outOfSight &= now < unsettledUntil;
  }

  void lostSight() {
    outOfSight |= rules.contains(Rule.LOST_SIGHT_ASKS);
  }

  /**
   * When it is to be asked again; never if nothing is open.
   *
   * @param untold whether something else is to be answered
   * @param lastAsked when it was last asked
   */
  long questionDue(boolean untold, long lastAsked) {
    if (!(waiting() || outOfSight || untold) || !rules.contains(Rule.QUESTION_REPEATS)) {
      return Long.MAX_VALUE;
    }
    return (waiting() ? Math.max(lastAsked, askedAt) : lastAsked) + settings.repeatNanos();
  }

  boolean waiting() {
    return askedAt != NEVER;
  }

  Quality quality(Quality told, long now) {
    if (waiting() && now - askedAt > settings.relay().staleNanos()) {
      return Quality.STALE;
    }
    boolean silent =
        waiting() && now - askedAt > settings.silentNanos() && rules.contains(Rule.SILENCE_UNSURE);
    boolean paused = late(now) && rules.contains(Rule.LOST_SIGHT_ASKS);
    return silent || outOfSight || paused ? Quality.RECOVERING : told;
  }
}
