package headcount.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a script from a scenario and a seed: arrivals are open-loop, independent of any answer.
 *
 * <p>Pure: the same scenario and seed give the same script.
 */
final class ScriptWriter {
  private static final long LONGEST_SETTLING = Duration.ofSeconds(3).toNanos();

  private record Due(long at, Action action) {}

  private final CrowdShape shape;
  private final List<Phase> phases;
  private final Dice dice;
  private final Casting casting;
  private final List<Step> steps = new ArrayList<>();
  private final List<List<Integer>> watching = new ArrayList<>();
  private final List<Integer> alive = new ArrayList<>();
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
    var due = new ArrayList<Due>();
    for (var action : Action.inScenarios()) {
      for (var at : dice.moments(phase.number(action), begin, phase.lasts().toNanos())) {
        due.add(new Due(at, action));
      }
    }
    due.sort(Comparator.comparingLong(Due::at));
    due.forEach(this::play);
  }

  private void play(Due due) {
    if (due.action == Action.OPEN) {
      var tab = backstage.remove();
      alive.add(tab);
      steps.add(new Step(due.at, Action.OPEN, tab));
    } else if (!alive.isEmpty()) {
      var place = dice.below(alive.size());
      var tab = alive.get(place);
      if (due.action.last()) {
        alive.set(place, alive.getLast());
        alive.removeLast();
      }
      steps.add(due.action == Action.ZAP ? zap(due.at, tab) : new Step(due.at, due.action, tab));
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
