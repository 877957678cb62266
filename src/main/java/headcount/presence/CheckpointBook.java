package headcount.presence;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an entity's state is stored: the last accepted draft, the one on its way, and what may
 * have changed since. Not thread-safe.
 */
final class CheckpointBook {
  private final int limit;
  private final Set<Rule> rules;
  private Difference open;
  private @Nullable Difference flying;
  private Draft.@Nullable Base flyingAs;
  private Draft.@Nullable Base accepted;
  private boolean established;
  private boolean retold;
  private boolean flyingRetold;

  CheckpointBook(int limit, Set<Rule> rules) {
    this.limit = limit;
    this.rules = rules;
    this.open = new Difference(limit, 0);
    open.becomeEverything();
  }

  void touch(long session, long viewer) {
    open.touch(session, viewer);
  }

  /** What is said besides the figures has changed. */
  void retold() {
    retold = true;
  }

  boolean inFlight() {
    return flying != null;
  }

  /** Whether a draft of this incarnation was ever accepted. */
  boolean established() {
    return established;
  }

  /** Whether exactly this version stands. */
  boolean stands(long epoch, long version) {
    Draft.Base at = accepted;
    return at != null
        && at.epoch() == epoch
        && at.version() == version
        && open.isEmpty()
        && !retold;
  }

  /** Draws what is to be stored and takes it as on its way. */
  Draft draw(
      Headcount count,
      SourceLedger ledger,
      java.util.Map<Source, SourceMark> marks,
      @Nullable Ending ending) {
    boolean everything = open.isEverything() || accepted == null;
    Draft.Change change =
        everything
            ? Difference.everything(ledger.viewers(), ledger::source)
            : open.against(ledger.viewers(), ledger::source);
    Draft draft = new Draft(count, everything ? null : accepted, change, marks, ending);
    flying = open;
    flyingAs = new Draft.Base(count.epoch(), count.version());
    flyingRetold = retold;
    retold = false;
    // what changes in the next second is about as much as in this one
    open = new Difference(limit, flying.size());
    return draft;
  }

  /** The draft of that version stands; false if it is not the one on its way. */
  boolean accepted(long epoch, long version) {
    Draft.Base at = new Draft.Base(epoch, version);
    if (flying != null && at.equals(flyingAs)) {
      flying = null;
      accepted = at;
      established = true;
      return true;
    }
    return false;
  }

  /** What the draft would have stored is still to be stored. */
  void failed() {
    if (flying != null) {
      open.addAll(flying);
      flying = null;
      retold |= flyingRetold;
    }
  }

  /** What is stored is unknown: the next draft is everything. */
  void unknown() {
    flying = null;
    if (rules.contains(Rule.BASE_NAMED)) {
      accepted = null;
      open.becomeEverything();
    }
  }
}
