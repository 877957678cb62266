package headcount.presence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store remembers when an incarnation begins: the last count as a floor, the sources that
 * it names, and how far each was counted. Not thread-safe.
 */
final class Recollection {
  private final CountParts parts;
  private final Closing closing;

  /** Whether the store has said something, be it that it cannot. */
  private boolean answered;

  /** Whether none of the nodes that the store names is there any more: all were started anew. */
  private boolean restarted;

  Recollection(CountParts parts, Closing closing) {
    this.parts = parts;
    this.closing = closing;
  }

  boolean answered() {
    return answered;
  }

  boolean restarted() {
    return restarted;
  }

  void failed() {
    answered = true;
  }

  void loaded(@Nullable Loaded stored, long now) {
    parts.certainty.loaded();
    answered = true;
    Map<Source, SourceMark> marks = stored == null ? Map.of() : stored.sources();
    if (stored != null && stored.epoch() >= parts.statement.epoch()) {
      parts.epochs.above(stored.epoch());
    }
    restarted =
        marks.keySet().stream().noneMatch(s -> parts.answers.members().contains(s.incarnation()));
    Ending ending = stored == null ? null : stored.ending();
    if (ending != null) {
      closing.resume(ending, now);
    }
    if (stored != null && !parts.floor.isGone()) {
      parts.floor.stored(stored);
      if (parts.rules.contains(Rule.LISTED_HELD)) {
        marks.forEach(this::list);
      }
    }
    for (SourceState state : parts.ledger.states()) {
      base(state, marks.get(state.source));
    }
  }

  private void list(Source source, SourceMark mark) {
    if (!parts.ledger.has(source) && !parts.answers.hasAnswered(source.incarnation())) {
      parts.listed.add(source, mark);
    }
  }

  /** A source that was not known: one that the store names goes on from there. */
  SourceState created(Source source, long now) {
    SourceState state = parts.ledger.create(source, now);
    SourceMark mark = parts.listed.remove(source);
    if (mark != null) {
      base(state, mark);
    }
    return state;
  }

  /** From where a source's joins and leaves count, once the store has said what it knows. */
  void baseIfSettled(SourceState state) {
    if (parts.certainty.isLoaded()) {
      base(state, null);
    } else if (answered) {
      base(state, new SourceMark(0, state.totalJoins, state.totalLeaves));
    }
  }

  private static void base(SourceState state, @Nullable SourceMark mark) {
    if (state.baseJoins == SourceState.UNKNOWN) {
      state.baseJoins = mark == null ? 0 : mark.joins();
      state.baseLeaves = mark == null ? 0 : mark.leaves();
    }
  }
}
