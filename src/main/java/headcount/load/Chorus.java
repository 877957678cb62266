package headcount.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the pulses of several processes together, moment by moment. For one thread. */
final class Chorus {
  private final List<ArrayDeque<Pulse>> waiting = new ArrayList<>();

  Chorus(int processes) {
    for (var process = 0; process < processes; process++) {
      waiting.add(new ArrayDeque<>());
    }
  }

  /**
   * Takes the next pulse of a process.
   *
   * @return what all of them know of a moment, where this was the last that was missing; a process
   *     that skipped the moment speaks with its next one
   */
  Optional<Pulse> take(int process, Pulse pulse) {
    waiting.get(process).addLast(pulse);
    if (waiting.stream().anyMatch(ArrayDeque::isEmpty)) {
      return Optional.empty();
    }
    var round = waiting.stream().mapToLong(each -> each.getFirst().round).max().orElseThrow();
    if (waiting.stream().anyMatch(each -> each.getLast().round < round)) {
      return Optional.empty();
    }
    for (var each : waiting) {
      while (each.getFirst().round < round) {
        var passed = each.removeFirst();
        each.getFirst().screens.take(passed.screens);
      }
    }
    return Optional.of(Pulse.together(waiting.stream().map(ArrayDeque::removeFirst).toList()));
  }
}
