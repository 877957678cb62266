package headcount.presence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Ends a broadcast: drops who is counted, and whom the nodes speak of until they have obeyed. */
final class Closing {
  private final CountParts parts;

  Closing(CountParts parts) {
    this.parts = parts;
  }

  /** Ends what is on; false if nothing was. */
  boolean end(long now, long wall, EntityEffects out) {
    if (parts.epochs.over() || nothingIsOn()) {
      return false;
    }
    parts.floor.remove();
    parts.listed.removeIf(source -> true).forEach(s -> out.lost(s, List.of(), 0, false));
    Set<UUID> nodes = new HashSet<>(parts.answers.members());
    nodes.addAll(parts.answers.missing());
    parts.ledger.states().forEach(state -> nodes.add(state.source.incarnation()));
    clear(node -> true);
    parts.endings.end(now, wall, nodes);
    return true;
  }

  /** Whether nobody is counted, and nobody spoke who may have tabs that no end covers. */
  private boolean nothingIsOn() {
    boolean exact = parts.statement.current().quality() == Quality.EXACT;
    boolean ending =
        !parts.endings.isEmpty()
            && parts.ledger.states().stream()
                .allMatch(state -> state.synced || parts.endings.owes(state.source.incarnation()));
    return parts.ledger.viewers().connections() == 0 && (ending || exact);
  }

  /** Takes up an end that a former incarnation had stored before all nodes obeyed. */
  void resume(Ending former, long now) {
    if (parts.rules.contains(Rule.END_STORED)) {
      Set<UUID> owing = parts.endings.resume(former, now);
      clear(owing::contains);
      parts.floor.restart(former.mark());
      parts.answers.reset();
    }
  }

  private void clear(Predicate<UUID> nodes) {
    for (SourceState state : parts.ledger.states()) {
      if (nodes.test(state.source.incarnation())) {
        state.ended = parts.ledger.clear(state);
        state.synced = false;
        state.pull = null;
        state.held.clear();
      }
    }
  }
}
