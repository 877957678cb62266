package headcount.app.faults;

import headcount.app.Refusal;
import headcount.load.FaultCrowd;
import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small audiences of further streams beside a scene's own. */
final class SideCrowds implements AutoCloseable {
  private static final int SOCKETS = 20;
  private static final Duration IN = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final List<FaultCrowd> crowds = new ArrayList<>();

  /** So many of them, all in. */
  static SideCrowds open(Scene scene, int number) throws InterruptedException {
    var addresses = scene.rig().nodes().stream().map(RigNode::address).toList();
    var sides = new SideCrowds();
    try {
      for (var i = 0; i < number; i++) {
        var plan = FaultPlan.of("side-" + i, SOCKETS);
        sides.crowds.add(FaultCrowd.start(addresses, scene.rig().tokenKey(), plan));
      }
      sides.await();
      return sides;
    } catch (RuntimeException | InterruptedException e) {
      sides.close();
      throw e;
    }
  }

  private void await() throws InterruptedException {
    var begin = System.nanoTime();
    while (!crowds.stream().allMatch(SideCrowds::in)) {
      if (System.nanoTime() - begin > IN.toNanos()) {
        throw new Refusal("the small crowds do not come in");
      }
      Scene.rest(LOOK);
    }
  }

  private static boolean in(FaultCrowd crowd) {
    return crowd.standing().stream().mapToInt(Integer::intValue).sum() == SOCKETS;
  }

  /** So many a second of each go home and as many come. */
  void churn(double perSecond) {
    crowds.forEach(crowd -> crowd.churn(perSecond));
  }

  /** These and the scene's own. */
  List<FaultCrowd> and(FaultCrowd own) {
    var all = new ArrayList<>(crowds);
    all.addFirst(own);
    return all;
  }

  @Override
  public void close() {
    crowds.forEach(FaultCrowd::close);
  }
}
