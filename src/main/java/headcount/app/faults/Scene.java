package headcount.app.faults;

import headcount.app.Refusal;
import headcount.load.FaultCrowd;
import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A rig with a crowd that is all in and truly counted, and eyes on it: where a fault begins. For
 * one thread.
 */
final class Scene implements AutoCloseable {
  private static final Duration IN = Duration.ofMinutes(3);

  private final Rig rig;
  private final FaultCrowd crowd;
  private final Watch watch;
  private final Ground ground;
  private long mark = System.nanoTime();

  private Scene(Ground ground, Rig rig, FaultCrowd crowd) {
    this.ground = ground;
    this.rig = rig;
    this.crowd = crowd;
    this.watch = Watch.start(rig, crowd);
  }

  /**
   * Returns when every socket of the crowd stands and every node says so exactly.
   *
   * @throws Refusal if that is not so within three minutes: there is nothing to be tried then
   */
  static Scene open(Ground ground, RigPlan rigged, FaultPlan plan) throws InterruptedException {
    var rig = Rig.start(ground, rigged);
    try {
      var addresses = rig.nodes().stream().map(RigNode::address).toList();
      var scene = new Scene(ground, rig, FaultCrowd.start(addresses, rig.tokenKey(), plan));
      try {
        scene.awaitCrowd();
        return scene;
      } catch (RuntimeException | InterruptedException e) {
        scene.closeCrowd();
        throw e;
      }
    } catch (RuntimeException | InterruptedException e) {
      rig.close();
      throw e;
    }
  }

  private void awaitCrowd() throws InterruptedException {
    var wanted = crowd.plan().sockets();
    ground.say().accept("opening " + wanted + " sockets");
    var deadline = System.nanoTime() + IN.toNanos();
    while (standing() < wanted) {
      if (System.nanoTime() - deadline > 0) {
        throw new Refusal(standing() + " of " + wanted + " sockets stand: " + crowd.faults());
      }
      rest(Duration.ofMillis(250));
    }
    if (!watch.settles(IN)) {
      throw new Refusal("the count was not exact before the fault: " + watch.looks(mark).getLast());
    }
  }

  private int standing() {
    return crowd.standing().stream().mapToInt(Integer::intValue).sum();
  }

  Rig rig() {
    return rig;
  }

  FaultCrowd crowd() {
    return crowd;
  }

  Watch watch() {
    return watch;
  }

  /** The index of the node that hosts the stream's entity. */
  int host() {
    return rig.host(crowd.plan().stream(), 0);
  }

  /** The fault happens now: seconds are counted from here. */
  void mark(String fault) {
    mark = System.nanoTime();
    ground.say().accept(fault);
  }

  /** The mark, and SIGKILL of a node. */
  void kill(int node, String words) throws InterruptedException {
    watch.leave(node);
    mark("kill -9 of node " + node + "; " + words);
    crowd.died(node);
    rig.kill(node);
  }

  long marked() {
    return mark;
  }

  /** Lets the time go by, from the mark on. */
  void until(Duration sinceMark) throws InterruptedException {
    rest(Duration.ofNanos(Math.max(0, mark + sinceMark.toNanos() - System.nanoTime())));
  }

  /** Lets the time go by. */
  static void rest(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /** What was seen since the mark. */
  Sight seen() {
    return watch.since(mark);
  }

  /** Everything seen since the mark, as figures of the report; each answer in {@code looks.csv}. */
  Sight reported(Report report) {
    var sight = seen();
    Looks.write(rig.folder().resolve("looks.csv"), watch.looks(mark), crowd.moments(), mark);
    report.figure(Figure.LOWEST, sight.lowest());
    report.figure(Figure.HIGHEST, sight.highest());
    report.figure(Figure.SERVE, sight.serve());
    report.figure(Figure.EXACT, sight.exact());
    report.figure(Figure.GHOSTS, sight.ghosts());
    report.figure(Figure.MEMORY, watch.memory());
    ground
        .say()
        .accept(
            String.format(
                Locale.ROOT,
                "screens %.2f to %.2f %%, %d refusals, settled %s, wrong exact %d, closings %s, %s",
                sight.screenLowest(),
                sight.screenHighest(),
                sight.refusals(),
                sight.settled(),
                sight.wrongExact(),
                crowd.closings(),
                crowd.faults()));
    return sight;
  }

  /** Promises that every socket of the plan stands again and that no socket met anything odd. */
  void everybodyBack(Report report) {
    var wanted = crowd.plan().sockets();
    var back = standing() == wanted;
    report.promise(
        back,
        back
            ? "everybody is connected again, once"
            : standing() + " of " + wanted + " sockets stand");
    var faults = crowd.faults();
    report.promise(
        faults.isEmpty(), faults.isEmpty() ? "no socket met a fault" : "on sockets: " + faults);
  }

  private void closeCrowd() {
    watch.close();
    crowd.close();
  }

  @Override
  public void close() {
    try {
      closeCrowd();
    } finally {
      rig.close();
    }
  }
}
