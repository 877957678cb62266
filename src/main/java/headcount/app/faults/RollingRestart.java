package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;

/** Every node is restarted in good order, one after the other. */
final class RollingRestart implements Row {
  private static final int SOCKETS = 3_000;
  private static final int CHURN = 6;
  private static final int LOST = 1006;
  private static final Duration BETWEEN = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "rolling-restart";
  }

  @Override
  public String done() {
    return "3,000 sockets over 3 nodes, 6 a second closing and as many opening; SIGTERM of each node"
        + " after the other, each started again and ready, and every count exact, before the next;"
        + " no new socket is sent to a node that leaves";
  }

  @Override
  public String must() {
    return "dip and overshoot at most 1 %, on screens, too; no close 1006";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    try (var scene =
        Scene.open(ground, RigPlan.of(3), FaultPlan.of("hot", ground.sockets(SOCKETS)))) {
      scene.crowd().churn(CHURN * ground.scale());
      Scene.rest(Duration.ofSeconds(3));
      scene.mark("rolling restart");
      for (var node = 0; node < 3; node++) {
        restart(scene, node);
        var settled = scene.watch().settles(BETWEEN);
        var members = scene.rig().members(node);
        report.promise(
            members == 3 && settled,
            "node %d back: sees %d members, counts exact: %s".formatted(node, members, settled));
      }
      scene.crowd().churn(0);
      scene.watch().settles(BETWEEN);
      var promises = Promises.of(scene, report, 0, 1, 2).answersThroughout().countStays(99, 101);
      var lost =
          scene.crowd().closings().stream().filter(closing -> closing.code() == LOST).toList();
      report.promise(
          lost.isEmpty(), lost.isEmpty() ? "no close 1006" : "sockets were lost: " + lost);
      report.promise(promises.sight().settled(), "exact at the end");
      scene.everybodyBack(report);
    }
  }

  private static void restart(Scene scene, int node) throws InterruptedException {
    scene.watch().leave(node);
    scene.crowd().shut(node, true);
    scene.rig().term(node);
    scene.rig().awaitEnd(node);
    scene.rig().startAgain(node);
    scene.watch().enter(node);
    scene.crowd().shut(node, false);
  }
}
