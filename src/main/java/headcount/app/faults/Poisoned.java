package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Poison from clients and from a foreign actor system. */
final class Poisoned implements Row {
  private static final int SOCKETS = 1_000;
  private static final int TIMES = 20;
  private static final Duration STRETCH = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public String done() {
    return "1,000 sockets over 3 nodes; to each node "
        + TIMES
        + " times "
        + PoisonFrame.all().size()
        + " kinds of bad frames, and "
        + TIMES
        + " times "
        + PoisonMessages.all().size()
        + " kinds of messages that it cannot read, or that are not for the actor, to each of 8 actors,"
        + " unknown versions among both";
  }

  @Override
  public String must() {
    return "one socket or one message lost, no restart";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    try (var scene =
        Scene.open(ground, RigPlan.of(3), FaultPlan.of("hot", ground.sockets(SOCKETS)))) {
      var pids = IntStream.range(0, 3).mapToObj(scene.rig()::pid).toList();
      scene.mark("poison for all nodes");
      report.promise(true, messages(scene) + " messages sent");
      var wrong = frames(scene);
      report.promise(
          wrong.isEmpty(),
          wrong.isEmpty() ? "every bad frame had the protocol's answer" : wrong.toString());
      scene.until(STRETCH);
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99, 101)
          .exactWithin(15);
      var alive =
          IntStream.range(0, 3)
              .allMatch(n -> scene.rig().isAlive(n) && scene.rig().pid(n) == pids.get(n));
      report.promise(alive, "no node ended");
      members(scene, report);
      scene.everybodyBack(report);
    }
  }

  private static int messages(Scene scene) {
    var sent = 0;
    try (var poison = new PoisonMessages()) {
      for (var node : scene.rig().nodes()) {
        sent += poison.send(node.http().getHost(), scene.rig().artery(node.index()), TIMES);
      }
      scene.watch().settles(Duration.ofSeconds(5));
    }
    return sent;
  }

  private static List<String> frames(Scene scene) {
    var wrong = new ArrayList<String>();
    for (var time = 0; time < TIMES; time++) {
      for (var node : scene.rig().nodes()) {
        for (var frame : PoisonFrame.all()) {
          var said = frame.tried(node.socket());
          if (!said.isEmpty()) {
            wrong.add(said);
          }
        }
      }
    }
    return wrong;
  }

  /** Whether the cluster is whole, and every node still says what it holds. */
  private static void members(Scene scene, Report report) {
    for (var node : scene.rig().nodes()) {
      var members = scene.rig().members(node.index());
      report.promise(members == 3, "node " + node.index() + " sees " + members + " members");
      var agrees = scene.rig().asks().get(node.management().resolve("/ops/consistency"));
      report.promise(
          agrees.ok() && agrees.json().path("drift").asLong(-1) == 0,
          "its comparison of sockets, counts and store: drift "
              + agrees.json().path("drift").asText(agrees.text()));
    }
  }
}
