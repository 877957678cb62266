package headcount.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Writes a script from a scenario and a seed: arrivals are open-loop, independent of any answer.
 *
 * <p>Pure: the same scenario and seed give the same script.
 */
final class ScriptWriter {
  private static final long LONGEST_SETTLING = Duration.ofSeconds(3).toNanos();

  private static final int WHOEVER = -1;

  private record Due(long at, Action action, int tab) {}

  private final CrowdShape shape;
  private final List<Phase> phases;
  private final Dice dice;
  private final Casting casting;
  private final List<Step> steps = new ArrayList<>();
  private final List<List<Integer>> watching = new ArrayList<>();
  private final List<Integer> alive = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private final ArrayDeque<Integer> backstage = new ArrayDeque<>();

  private ScriptWriter(CrowdShape shape, List<Phase> phases, long seed) {
    this.shape = shape;
    this.phases = phases;
    this.dice = new Dice(seed);
    this.casting = new Casting(shape, dice);
  }

  static Script write(CrowdShape shape, List<Phase> phases, long seed) {
    return new ScriptWriter(shape, phases, seed).written();
  }

  private Script written() {
    var sockets = phases.stream().mapToInt(phase -> phase.number(Action.OPEN)).sum();
    var cast = casting.cast(sockets);
    cast.tabs().forEach(part -> watching.add(new ArrayList<>(part.streams())));
    for (var tab : dice.shuffled(sockets)) {
      backstage.add(tab);
    }
    var begin = 0L;
    for (var phase : phases) {
      play(phase, begin);
      begin += phase.lasts().toNanos();
    }
    cast.probes().forEach(probe -> play(probe, lengthNanos()));
    steps.sort(Comparator.comparingLong(Step::atNanos));
    return new Script(cast, steps, Casting.names(shape), Duration.ofNanos(begin));
  }

  private void play(Phase phase, long begin) {
    var length = phase.lasts().toNanos();
    for (var action : Action.inScenarios()) {
      for (var at : dice.moments(phase.number(action), begin, length)) {
        due.add(new Due(at, action, WHOEVER));
      }
    }
    alive.forEach(tab -> stay(tab, begin, phase));
    for (var next = due.poll(); next != null && next.at < begin + length; next = due.poll()) {
      play(next, phase);
    }
    due.clear();
  }

  /** The tab's watch goes on from here; it has no memory of how long it lasts already. */
  private void stay(int tab, long from, Phase phase) {
    if (phase.watch().isPositive()) {
      due.add(new Due(from + dice.exponential(phase.watch().toNanos()), Action.CLOSE, tab));
    }
  }

  private void play(Due next, Phase phase) {
    if (next.action == Action.OPEN) {
      var tab = backstage.remove();
      enter(tab);
      steps.add(new Step(next.at, Action.OPEN, tab));
      stay(tab, next.at, phase);
    } else if (next.tab != WHOEVER ? places.containsKey(next.tab) : !alive.isEmpty()) {
      var tab = next.tab != WHOEVER ? next.tab : alive.get(dice.below(alive.size()));
      if (next.action.last()) {
        leave(tab);
      }
      steps.add(
          next.action == Action.ZAP ? zap(next.at, tab) : new Step(next.at, next.action, tab));
    }
  }

  private void enter(int tab) {
    places.put(tab, alive.size());
    alive.add(tab);
  }

  private void leave(int tab) {
    var place = places.remove(tab);
    var last = alive.removeLast();
    if (place != null && last != tab) {
      alive.set(place, last);
      places.put(last, place);
    }
  }

  private Step zap(long at, int tab) {
    var streams = watching.get(tab);
    var place = dice.below(streams.size());
    var from = streams.get(place);
    var to = casting.anyStream();
    for (var tries = 0; streams.contains(to) && tries < 100; tries++) {
      to = casting.anyStream();
    }
    if (streams.contains(to)) {
      to = from;
    }
    streams.set(place, to);
    return new Step(at, Action.ZAP, tab, from, to);
  }

  private void play(Cast.Probe probe, long length) {
    steps.add(new Step(0, Action.OPEN, probe.watching()));
    steps.add(new Step(0, Action.OPEN, probe.toggling()));
    var every = shape.probes().every().toNanos();
    var on = true;
    var settling = Math.min(LONGEST_SETTLING, length / 8);
    var first = settling + dice.below(every);
    for (var at = first; at < length - settling - every || !on; at += every) {
      var action = on ? Action.PROBE_ON : Action.PROBE_OFF;
      steps.add(new Step(at, action, probe.toggling(), probe.stream(), probe.stream()));
      on = !on;
    }
  }

  private long lengthNanos() {
    return phases.stream().mapToLong(phase -> phase.lasts().toNanos()).sum();
  }
}
