package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Plays a script on the stage's event loop, each step at its time, whatever the server answers.
 *
 * <p>Created on any thread, then at home on the loop.
 */
final class Pacer {
  private static final long CLOSEST = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long BEAT_ROUND = TimeUnit.SECONDS.toNanos(1);

  private final Stage stage;
  private final Script script;
  private final double heartbeats;
  private final List<Tab> tabs = new ArrayList<>();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private long begin;
  private int next;

  Pacer(Stage stage, Script script, double heartbeats) {
    this.stage = stage;
    this.script = script;
    this.heartbeats = heartbeats;
    var people = script.cast().people().stream().map(Person::new).toList();
    var place = 0;
    for (var part : script.cast().tabs()) {
      tabs.add(new Tab(stage, people.get(part.person()), part.streams(), place++));
    }
    stage.probes().watch(tabs);
  }

  /** All tabs by number. */
  List<Tab> tabs() {
    return tabs;
  }

  /** Done when the script's length is over. */
  CompletableFuture<Void> finished() {
    return finished;
  }

  /** Begins; that moment is now, or hardly over. */
  void start(long beginNanos) {
    begin = beginNanos;
    turn();
    stage.later(BEAT_ROUND, this::beat);
    var end = begin + script.length().toNanos();
    stage.later(Math.max(0, end - stage.nanos()), () -> finished.complete(null));
  }

  private void turn() {
    var steps = script.steps();
    while (next < steps.size() && begin + steps.get(next).atNanos() <= stage.nanos()) {
      var step = steps.get(next++);
      var meant = begin + step.atNanos();
      var tally = stage.ledger().tally;
      tally.latestStepNanos = Math.max(tally.latestStepNanos, stage.nanos() - meant);
      act(step, meant);
    }
    if (next < steps.size()) {
      var wait = begin + steps.get(next).atNanos() - stage.nanos();
      stage.later(Math.max(wait, CLOSEST), this::turn);
    }
  }

  private void act(Step step, long meant) {
    var tab = tabs.get(step.tab());
    switch (step.action()) {
      case OPEN -> tab.open(meant);
      case ZAP -> tab.screen().replace(step.from(), step.to(), meant);
      case RECONNECT -> tab.lose(meant, false);
      case TAKEOVER -> tab.takeOver(meant);
      case VANISH -> tab.lose(meant, true);
      case NAP -> tab.nap();
      case CLOSE, DEAF, MUTE -> tab.end(step.action());
      case PROBE_ON -> {
        stage.probes().toggled(step.to(), true, meant);
        tab.screen().add(step.to(), meant);
      }
      case PROBE_OFF -> {
        stage.probes().toggled(step.from(), false, meant);
        tab.screen().remove(step.from());
      }
    }
  }

  private void beat() {
    var now = stage.nanos();
    var beating = (int) Math.round(tabs.size() * heartbeats);
    for (var tab : tabs.subList(0, beating)) {
      tab.screen().beat(now, stage.heartbeatNanos());
    }
    stage.later(BEAT_ROUND, this::beat);
  }
}
