package headcount.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts one process' share out of a script. */
final class ScriptPart {
  private static final int NOT_OURS = -1;

  private final Script whole;
  private final int number;
  private final int processes;
  private final int[] tabs;

  ScriptPart(Script whole, int number, int processes) {
    this.whole = whole;
    this.number = number;
    this.processes = processes;
    this.tabs = new int[whole.cast().tabs().size()];
  }

  Script cut() {
    var ours = ourPeople();
    var people = new ArrayList<Cast.Role>();
    var parts = new ArrayList<Cast.Part>();
    var renumbered = new int[ours.length];
    Arrays.fill(renumbered, NOT_OURS);
    for (var tab = 0; tab < tabs.length; tab++) {
      var part = whole.cast().tabs().get(tab);
      tabs[tab] = NOT_OURS;
      if (ours[part.person()]) {
        if (renumbered[part.person()] == NOT_OURS) {
          renumbered[part.person()] = people.size();
          people.add(whole.cast().people().get(part.person()));
        }
        tabs[tab] = parts.size();
        parts.add(new Cast.Part(renumbered[part.person()], part.streams()));
      }
    }
    return new Script(new Cast(people, parts, probes()), steps(), whole.streams(), whole.length());
  }

  /** By turns, but for the probes: both tabs of a pair go together. */
  private boolean[] ourPeople() {
    var ours = new boolean[whole.cast().people().size()];
    for (var person = 0; person < ours.length; person++) {
      ours[person] = person % processes == number;
    }
    var probes = whole.cast().probes();
    for (var pair = 0; pair < probes.size(); pair++) {
      var probe = probes.get(pair);
      ours[person(probe.watching())] = pair % processes == number;
      ours[person(probe.toggling())] = pair % processes == number;
    }
    return ours;
  }

  private int person(int tab) {
    return whole.cast().tabs().get(tab).person();
  }

  private List<Cast.Probe> probes() {
    return whole.cast().probes().stream()
        .filter(probe -> tabs[probe.watching()] != NOT_OURS)
        .map(
            probe -> new Cast.Probe(tabs[probe.watching()], tabs[probe.toggling()], probe.stream()))
        .toList();
  }

  private List<Step> steps() {
    return whole.steps().stream()
        .filter(step -> tabs[step.tab()] != NOT_OURS)
        .map(
            step ->
                new Step(step.atNanos(), step.action(), tabs[step.tab()], step.from(), step.to()))
        .toList();
  }
}
