package headcount.presence;

import java.util.HashMap;
import java.util.Map;

/** When an entity has itself stored, and under which version. Not thread-safe. */
final class Drafting {
  private final CountParts parts;
  private long drawnEpoch;
  private long drawnVersion;
  private long drawnEnd;

  Drafting(CountParts parts) {
    this.parts = parts;
  }

  /** Whether there is nothing that is not stored. */
  boolean stands() {
    return parts.book.stands(parts.statement.epoch(), parts.statement.current().version());
  }

  /**
   * Nothing is stored over what was not read, and while less is counted than is stored, the store
   * holds more than this entity does.
   */
  boolean mayStore(long now) {
    CountSettings settings = parts.settings;
    long age = now - parts.certainty.startedAt();
    boolean early = age < settings.holdNanos() + settings.silentNanos();
    boolean below = !parts.floor.isGone() && !parts.floor.storedReachedBy(parts.ledger.viewers());
    boolean read = parts.certainty.isLoaded() || !parts.rules.contains(Rule.STORED_AFTER_READ);
    boolean free = !parts.epochs.over() && !parts.book.inFlight();
    return free && read && !(below && early);
  }

  Draft draw() {
    parts.statement.above(drawn());
    Headcount count = parts.statement.current();
    drawnEpoch = count.epoch();
    drawnVersion = count.version();
    Map<Source, SourceMark> marks = new HashMap<>(parts.listed.marks());
    parts.ledger.states().forEach(state -> marks.put(state.source, state.mark()));
    Ending ending = parts.endings.open();
    drawnEnd = ending == null ? 0 : ending.mark();
    return parts.book.draw(count, parts.ledger, marks, ending);
  }

  void accepted(long epoch, long version) {
    if (parts.book.accepted(epoch, version)) {
      parts.endings.stored(drawnEnd);
    }
  }

  /** The highest version of this epoch that is taken. */
  private long drawn() {
    return drawnEpoch == parts.statement.epoch() ? drawnVersion : 0;
  }

  /** Something newer stands: go above it, or stop if it is of a higher epoch. */
  void fenced(long epoch, long version, EntityEffects out) {
    if (parts.epochs.over()) {
      return;
    }
    if (epoch > parts.statement.epoch()) {
      parts.epochs.stop(out);
      return;
    }
    parts.book.unknown();
    if (epoch == parts.statement.epoch()) {
      drawnVersion = Math.max(drawn(), version);
      drawnEpoch = epoch;
    }
  }
}
