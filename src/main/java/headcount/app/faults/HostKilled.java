package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;

/** SIGKILL of the node that hosts the entity of a hot stream. */
final class HostKilled implements Row {
  private static final Duration STRETCH = Duration.ofSeconds(60);
  private static final double BACK = 0.5;

  @Override
  public String name() {
    return "host-killed";
  }

  @Override
  public String done() {
    return "10,000 sockets of one stream over 3 nodes, 20 people a second going and coming; kill -9"
        + " of the node that hosts the stream; half of its viewers reconnect, half never do";
  }

  @Override
  public String must() {
    return "sockets elsewhere live; every live node answers throughout; the count never leaves 99 to"
        + " 101 % of those connected or held; exact within 40 s";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of("hot", ground.sockets(10_000)).returning(BACK);
    try (var scene = Scene.open(ground, RigPlan.of(3), crowd)) {
      var host = scene.host();
      scene.crowd().churn(20 * ground.scale());
      Scene.rest(Duration.ofSeconds(3));
      scene.watch().leave(host);
      scene.mark("kill -9 of node " + host + ", the stream's host");
      scene.rig().kill(host);
      scene.until(STRETCH);
      Promises.of(scene, report, host)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99, 101)
          .exactWithin(40)
          .ghostsGoneWithin(35);
    }
  }
}
