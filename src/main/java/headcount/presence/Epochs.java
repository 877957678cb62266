package headcount.presence;

import java.util.HashSet;
import java.util.Set;

/**
 * The epochs under which one incarnation of an entity speaks, and whether its time is over. Not
 * thread-safe.
 */
final class Epochs {
  private static final long SPREAD = 4_096;

  private final Set<Rule> rules;
  private final Statement statement;
  private final long step;
  private final Set<Long> own = new HashSet<>();
  private boolean over;

  Epochs(Set<Rule> rules, Statement statement, long seed) {
    this.rules = rules;
    this.statement = statement;
    this.step = 1 + Math.floorMod(KeyedHash.mix(seed), SPREAD);
    own.add(statement.epoch());
  }

  /** Whether this incarnation ever spoke under that epoch. */
  boolean own(long epoch) {
    return own.contains(epoch);
  }

  /** Whether a newer incarnation is at work: this one does nothing any more. */
  boolean over() {
    return over;
  }

  /**
   * Goes above that epoch, by a step of its own: two incarnations that go above the same one, as
   * they do on a node whose wall clock is behind, must not speak under one epoch.
   */
  void above(long epoch) {
    long higher = epoch + (rules.contains(Rule.EPOCH_OWN) ? step : 1);
    statement.raise(higher);
    own.add(higher);
  }

  void stop(EntityEffects out) {
    over = true;
    out.fenced();
  }

  /** Whether a higher epoch than this incarnation's is about. */
  boolean exceededBy(long seen) {
    return seen > statement.epoch() && rules.contains(Rule.EPOCH_FENCES);
  }

  /**
   * Goes above a higher epoch while nothing was published, otherwise stops; true if it went above.
   * Who has published was the newest once: a higher epoch is its successor's.
   */
  boolean rise(long seen, EntityEffects out) {
    if (statement.published() || !rules.contains(Rule.EPOCH_RAISED)) {
      stop(out);
      return false;
    }
    above(seen);
    return true;
  }
}
