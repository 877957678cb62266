package headcount.load;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Plays one script against nodes: watches it from the caller's thread, then judges every count. */
final class Performance {
  private static final Duration EMPTYING = Duration.ofSeconds(100);

  private final LoadSettings settings;
  private final Script script;
  private final Asking asking;
  private final PrintStream out;
  private final NanoClock clock;
  private final Counts counts;

  Performance(
      LoadSettings settings, Script script, Asking asking, PrintStream out, NanoClock clock) {
    this.settings = settings;
    this.script = script;
    this.asking = asking;
    this.out = out;
    this.clock = clock;
    this.counts = new Counts(asking, script.streams());
  }

  /** Waits until nobody is there, plays and judges. */
  Outcome play(List<Target> targets, Players players) {
    out.printf(
        "%s: seed %d, nodes %s, %d s%s%n",
        settings.name(),
        settings.pace().seed(),
        targets,
        script.length().toSeconds(),
        players.processes() == 1 ? "" : ", in " + players.processes() + " processes");
    waitUntilEmpty(targets.getFirst());
    var samples = watched(players, targets);
    var truths = players.truths();
    var exact = settings.judging().exactOnly();
    var screens = players.screens(truths);
    var said = targets.stream().flatMap(target -> counts.each(target).stream());
    var nodes = Comparison.of(truths, said, exact);
    var rest = players.goHome();
    var verdict = new Verdict(nodes, screens, truths.all(), rest);
    return new Outcome(settings, script, targets, samples, rest.watches(), verdict);
  }

  private void waitUntilEmpty(Target target) {
    var deadline = clock.getAsLong() + EMPTYING.toNanos();
    var told = false;
    while (true) {
      if (Figures.NONE.equals(counts.total(target))) {
        return;
      }
      var foreign =
          counts.each(target).stream().filter(said -> said.figures().connections() > 0).findAny();
      if (foreign.isEmpty()) {
        return;
      }
      var name = script.streams().get(foreign.get().stream());
      LoadProblem.unless(
          clock.getAsLong() < deadline,
          "stream %s has viewers that are not ours: %s",
          name,
          foreign.get().figures());
      if (!told) {
        out.println("waiting: stream " + name + " still has " + foreign.get().figures());
        told = true;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private List<Sample> watched(Players players, List<Target> targets) {
    var tolerance = settings.judging().tolerance();
    var assessor = new Assessor(tolerance);
    var watcher = new Watcher(targets, counts, assessor, tolerance, clock);
    var processes = new ProcessWatch(asking, targets, clock);
    var terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    var progress = new Progress(out, terminal, settings.phases());
    var begin = clock.getAsLong();
    players.start(assessor);
    while (!players.over()) {
      watcher.look((clock.getAsLong() - begin) / 1e9, processes, progress);
    }
    progress.done();
    return watcher.samples();
  }
}
