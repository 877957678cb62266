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
  private final CheckpointBook book;
  private final Set<Long> own = new HashSet<>();
  private boolean over;

  Epochs(Set<Rule> rules, Statement statement, CheckpointBook book) {
    this.rules = rules;
    this.statement = statement;
    this.book = book;
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

  /** Goes above a higher epoch while nothing is stored, otherwise stops; true if it went above. */
  boolean rise(long seen, EntityEffects out) {
    if (book.established() || !rules.contains(Rule.EPOCH_RAISED)) {
      stop(out);
      return false;
    }
    raise(seen + 1);
    return true;
  }
}
