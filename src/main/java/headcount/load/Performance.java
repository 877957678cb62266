package headcount.load;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

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

  Outcome play(List<Target> targets, TokenMint mint) {
    out.printf(
        "%s: seed %d, nodes %s, %d s%n",
        settings.name(), settings.pace().seed(), targets, script.length().toSeconds());
    waitUntilEmpty(targets.getFirst());
    var rhythms = settings.aim().rhythms();
    var ground =
        new Stage.Ground(
            targets, mint, settings.judging(), settings.pace().seed(), rhythms.nap().toNanos());
    var sockets = settings.aim().sockets(targets, script.mostSockets());
    try (var wire = new Wire(sockets)) {
      var probes = script.cast().probes();
      var stage = new Stage(wire, ground, script.streams(), probes, clock);
      stage.mishaps().hold(settings.judging().tolerance());
      var pacer = new Pacer(stage, script, rhythms.heartbeats());
      List<Sample> samples;
      try (var _ = Balancer.start(asking, targets, stage, rhythms.readyEvery())) {
        samples = watched(stage, pacer, targets);
      }
      var verdict = judged(stage, pacer, targets);
      return new Outcome(settings, script, targets, samples, stage.ledger().watches, verdict);
    }
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

  private List<Sample> watched(Stage stage, Pacer pacer, List<Target> targets) {
    var tolerance = settings.judging().tolerance();
    var gauge = new Gauge(stage, pacer.tabs(), script.streams().size(), tolerance);
    var watcher = new Watcher(targets, counts, stage, gauge, tolerance);
    var processes = new ProcessWatch(asking, targets, clock);
    var terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    var progress = new Progress(out, terminal, settings.phases());
    var begin = clock.getAsLong();
    stage.ask(
        () -> {
          gauge.start();
          pacer.start();
          return true;
        });
    while (!over(pacer)) {
      watcher.look((clock.getAsLong() - begin) / 1e9, processes, progress);
    }
    progress.done();
    return watcher.samples();
  }

  private Verdict judged(Stage stage, Pacer pacer, List<Target> targets) {
    var exact = settings.judging().exactOnly();
    var screens = stage.ask(() -> screens(stage, pacer, targets, exact));
    var said = targets.stream().flatMap(target -> counts.each(target).stream()).toList();
    return stage.ask(
        () -> {
          var ledger = stage.ledger();
          var nodes = Comparison.of(ledger.truth, said.stream(), exact);
          var truth = new ArrayList<Figures>();
          for (var stream = 0; stream < script.streams().size(); stream++) {
            truth.add(ledger.truth.of(stream));
          }
          pacer.tabs().forEach(Tab::goHome);
          var late = TimeUnit.NANOSECONDS.toMillis(ledger.tally.latestStepNanos);
          var unseen = ledger.tally.unseenProbes;
          return new Verdict(nodes, screens, ledger.faults.all(), truth, late, unseen);
        });
  }

  private static Comparison screens(Stage stage, Pacer pacer, List<Target> targets, boolean exact) {
    var said = Stream.<Comparison.Said>builder();
    var number = 0;
    for (var tab : pacer.tabs()) {
      tab.audit();
      tab.screen()
          .said("tab " + number++ + " on " + targets.get(tab.place() % targets.size()))
          .forEach(said);
    }
    return Comparison.of(stage.ledger().truth, said.build(), exact);
  }

  private static boolean over(Pacer pacer) {
    try {
      pacer.finished().get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LoadProblem("interrupted");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the pacer failed", failed);
    }
  }
}
