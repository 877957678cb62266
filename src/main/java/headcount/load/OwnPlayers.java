package headcount.load;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Those who play a script on this process' one event loop. */
final class OwnPlayers implements Players {
  private final Script script;
  private final Stage.Ground ground;
  private final LoadSettings settings;
  private final Wire wire;
  private final Stage stage;
  private final Pacer pacer;
  private final Balancer balancer;

  /**
   * Everything is ready, and nobody has moved yet.
   *
   * @param sockets how many there are in all, those of other processes included
   */
  OwnPlayers(
      LoadSettings settings,
      Script script,
      Stage.Ground ground,
      int sockets,
      Asking asking,
      NanoClock clock) {
    this.script = script;
    this.ground = ground;
    this.settings = settings;
    this.wire = new Wire(settings.aim().sockets(ground.targets(), sockets));
    this.stage = new Stage(wire, ground, script.streams(), script.cast().probes(), clock);
    this.pacer = new Pacer(stage, script, settings.aim().rhythms().heartbeats());
    stage.mishaps().hold(settings.judging().tolerance());
    var every = settings.aim().rhythms().readyEvery();
    this.balancer = Balancer.start(asking, ground.targets(), stage, every);
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void start(Assessor assessor) {
    start(stage.nanos(), assessor::take);
  }

  /** Begins at that moment, and hands out every pulse, on the event loop. */
  void start(long beginNanos, Consumer<Pulse> pulses) {
    var lag = settings.judging().tolerance().lag();
    var gauge = new Gauge(stage, pacer.tabs(), script.streams().size(), lag, pulses);
    stage.later(
        beginNanos - stage.nanos(),
        () -> {
          gauge.start(beginNanos);
          pacer.start(beginNanos);
        });
  }

  @Override
  public boolean over() {
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

  @Override
  public Truths truths() {
    return stage.ask(() -> Truths.of(stage.ledger().truth, script.streams().size()));
  }

  @Override
  public Comparison screens(Truths truth) {
    return stage.ask(() -> compared(truth));
  }

  private Comparison compared(Truths truth) {
    var said = Stream.<Comparison.Said>builder();
    var number = 0;
    var targets = ground.targets();
    for (var tab : pacer.tabs()) {
      tab.audit();
      tab.screen()
          .said("tab " + number++ + " on " + targets.get(tab.place() % targets.size()))
          .forEach(said);
    }
    return Comparison.of(truth, said.build(), settings.judging().exactOnly());
  }

  @Override
  public Rest goHome() {
    return stage.ask(
        () -> {
          pacer.tabs().forEach(Tab::goHome);
          var ledger = stage.ledger();
          var tally = ledger.tally;
          return new Rest(
              ledger.faults.all(),
              ledger.watches,
              TimeUnit.NANOSECONDS.toMillis(tally.latestStepNanos),
              tally.unseenProbes,
              tally.missed);
        });
  }

  @Override
  public void close() {
    balancer.close();
    wire.close();
  }
}
