package headcount.presence;

import java.util.Set;

/**
 * How far a relay's leaving has come, and whether the entity knows: that it leaves, and then that
 * its last socket is closed. Not thread-safe.
 */
final class Leaving {
  private final CountSettings settings;
  private boolean begun;
  private boolean closed;
  private boolean told;
  private long since;

  Leaving(CountSettings settings) {
    this.settings = settings;
  }

  boolean begun() {
    return begun;
  }

  boolean closed() {
    return closed;
  }

  /** Whether the entity still has to hear how far it has come. */
  boolean untold() {
    return begun && !told;
  }

  /** True if it had not begun. */
  boolean begin(long now) {
    boolean news = !begun;
    begun = true;
    since = news ? now : since;
    return news;
  }

  /** True if it had begun, and no socket was closed as the last one before. */
  boolean close(long now) {
    if (!begun || closed) {
      return false;
    }
    closed = true;
    told = false;
    since = now;
    return true;
  }

  /** An answer came; sooner than this, it may answer what was said before. */
  void answered(long now) {
    told = begun && now - since > settings.silentNanos();
  }

  /** Until when a tab that closes now is said to be here: its next one is surely known then. */
  long movedAt(long now, Set<Rule> rules) {
    return rules.contains(Rule.MOVED_TABS_HELD) ? now + settings.silentNanos() : now;
  }

  /** Whether the entity knows that its last socket is closed, if it has answered everything. */
  boolean over(boolean answered, Set<Rule> rules) {
    return closed && ((told && answered) || !rules.contains(Rule.FAREWELL_KNOWN));
  }

  /** Until when those are held who were here when the last socket was closed. */
  long heldUntil() {
    return since + settings.holdNanos();
  }
}
