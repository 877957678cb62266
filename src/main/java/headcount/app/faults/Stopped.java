package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;

/** SIGSTOP of one of three nodes for a while, then SIGCONT. */
final class Stopped implements Row {
  private static final String STREAM = "hot";
  private static final int SOCKETS = 3_000;
  private static final int CHURN = 6;

  /** A pause that nobody is taken out for. */
  private static final int SHORT = 5;

  private static final Duration AFTER_SHORT = Duration.ofSeconds(10);
  private static final Duration AFTER_LONG = Duration.ofSeconds(42);
  private static final Duration STILL = Duration.ofSeconds(8);

  /** How long a node that goes on may take to find out that it was taken out. */
  private static final Duration FINDS_OUT = Duration.ofSeconds(20);

  private final boolean hosting;
  private final int seconds;

  /**
   * @param hosting whether the node hosts the stream's entity
   * @param seconds of the pause
   */
  Stopped(boolean hosting, int seconds) {
    this.hosting = hosting;
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return (hosting ? "host" : "gateway") + "-stopped-" + seconds;
  }

  @Override
  public String done() {
    return "3,000 sockets over 3 nodes, 6 a second closing and as many opening; SIGSTOP of "
        + (hosting ? "the node that hosts the stream" : "a node that does not host the stream")
        + " for "
        + seconds
        + " s, then SIGCONT; started again where it ended";
  }

  @Override
  public String must() {
    return seconds <= SHORT
        ? "nothing happens: no socket ends, no count moves"
        : "only the node's viewers are held, and go, and come back once; a zombie's checkpoints are"
            + " refused";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    try (var scene = Scene.open(ground, RigPlan.of(3), crowd);
        var epochs = EpochWatch.start(scene.rig().servers().addresses().getFirst(), STREAM)) {
      var host = scene.host();
      var victim = hosting ? host : (host + 1) % 3;
      scene.crowd().churn(CHURN * ground.scale());
      Scene.rest(Duration.ofSeconds(3));
      scene.watch().leave(victim);
      scene.crowd().silent(victim);
      scene.mark("SIGSTOP of node " + victim + "; node " + host + " hosts the stream");
      scene.rig().stop(victim);
      scene.until(Duration.ofSeconds(seconds));
      scene.rig().goOn(victim);
      scene.crowd().heard(victim);
      var refused = afterwards(scene, victim, ground);
      judge(scene, report, victim);
      epochs.judge(report);
      if (hosting && seconds > SHORT) {
        ground.say().accept("checkpoints of the zombie refused: " + refused);
      }
    }
  }

  /** Lets it find out whether it was taken out; what it says of refused checkpoints meanwhile. */
  private double afterwards(Scene scene, int victim, Ground ground) throws InterruptedException {
    var management = scene.rig().node(victim).management();
    var refused = 0.0;
    var since = System.nanoTime();
    while (scene.rig().isAlive(victim) && System.nanoTime() - since < FINDS_OUT.toNanos()) {
      var meter = scene.rig().asks().meter(management, "headcount_checkpoint_refused_total");
      refused = Math.max(refused, meter);
      Scene.rest(Duration.ofMillis(100));
      if (seconds <= SHORT && System.nanoTime() - since > Duration.ofSeconds(3).toNanos()) {
        break;
      }
    }
    if (!scene.rig().isAlive(victim)) {
      ground.say().accept("node " + victim + " was taken out and ended; started again");
      scene.rig().startAgain(victim);
    }
    scene.watch().enter(victim);
    var until = Duration.ofSeconds(seconds).plus(seconds <= SHORT ? AFTER_SHORT : AFTER_LONG);
    scene.until(until);
    scene.crowd().churn(0);
    scene.until(until.plus(STILL));
    return refused;
  }

  private void judge(Scene scene, Report report, int victim) {
    if (seconds <= SHORT) {
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99, 101)
          .exactWithin(seconds + 10);
      return;
    }
    Promises.of(scene, report, victim)
        .elsewhereLives()
        .answersThroughout()
        .countStays(99, 101)
        .exactWithin(seconds + 40);
    scene.everybodyBack(report);
  }
}
