package headcount.presence;

import java.util.HashSet;
import java.util.Set;

/**
 * The epochs under which one incarnation of an entity speaks, and whether its time is over. Not
 * thread-safe.
 */
final class Epochs {
  private final Set<Rule> rules;
  private final Statement statement;
  private final Set<Long> own = new HashSet<>();
  private boolean over;

  Epochs(Set<Rule> rules, Statement statement) {
    this.rules = rules;
    this.statement = statement;
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

  void raise(long epoch) {
    statement.raise(epoch);
    own.add(epoch);
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
    raise(seen + 1);
    return true;
  }
}
