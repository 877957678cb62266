package headcount.app.faults;

import headcount.app.Refusal;
import headcount.load.Played;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Every node is restarted in good order under the scenario of the evening, played from here. */
final class Evening implements Row {
  private static final String LENGTH = "6m";
  private static final String DRAIN = "headcount.app.drain = 30s";
  private static final Duration WHOLE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "rolling-restart-evening";
  }

  @Override
  public String done() {
    return "load-scenarios/evening.conf: 10,000 sockets over 1,000 streams and 3 nodes, coming, going,"
        + " zapping, lost and taken over; SIGTERM of each node after the other, which drains for at most"
        + " 30 s, each started again, ready and a member before the next, and no more than one connection in"
        + " 200 counted off the sockets";
  }

  @Override
  public String must() {
    return "at the clients: no stream of 200 viewers or more, nor the sum of all, more than 1 % below the"
        + " truth, or 4 % above it, on any node or screen; no close 1006; all counts true and exact at the end";
  }

  @Override
  public List<Need> needs() {
    return List.of(EveningLoad.need());
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    try (var rig = Rig.start(ground, RigPlan.of(3).with(_ -> DRAIN))) {
      var load = EveningLoad.begin(rig, ground, Map.of("EVENING_LENGTH", LENGTH));
      load.awaitCrowd();
      awaitCalm(rig, ground);
      ground.say().accept("rolling restart");
      for (var node = 0; node < 3; node++) {
        restart(rig, node, report);
        awaitCalm(rig, ground);
      }
      report.promise(!load.played().isDone(), "all were restarted while people came and went");
      judge(load.played(), report);
    }
  }

  /** Returns when the counts follow the sockets, as an operator would wait before going on. */
  private static void awaitCalm(Rig rig, Ground ground) throws InterruptedException {
    var most = ground.sockets(EveningLoad.SOCKETS) / 200;
    var deadline = System.nanoTime() + WHOLE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      var found = rig.asks().get(rig.node(0).management().resolve("/ops/consistency")).json();
      if (found.path("nodes").asInt() == 3 && found.path("drift").asInt(most + 1) <= most) {
        return;
      }
      Scene.rest(Duration.ofSeconds(1));
    }
    ground.say().accept("the counts do not follow the sockets; going on");
  }

  private static void restart(Rig rig, int node, Report report) throws InterruptedException {
    var begin = System.nanoTime();
    rig.term(node);
    rig.awaitEnd(node);
    var ended = System.nanoTime();
    rig.startAgain(node);
    while (rig.members(node) != 3 && System.nanoTime() - ended < WHOLE.toNanos()) {
      Scene.rest(Duration.ofMillis(250));
    }
    report.promise(
        rig.members(node) == 3,
        "node %d ended after %d s, was back after %d s and sees %d members"
            .formatted(
                node,
                Duration.ofNanos(ended - begin).toSeconds(),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                rig.members(node)));
  }

  private static void judge(CompletableFuture<Played> load, Report report) {
    try {
      var played = load.join();
      report.figure(Figure.LOWEST, Math.min(played.nodes().lowest(), played.screens().lowest()));
      report.figure(Figure.HIGHEST, Math.max(played.nodes().highest(), played.screens().highest()));
      report.promise(
          played.clean() || played.lateMillis() <= Sight.LAG.toMillis(),
          "the generator was at most %d ms late: what is wrong beyond %d ms may be its own fault"
              .formatted(played.lateMillis(), Sight.LAG.toMillis()));
      played.words().forEach(words -> report.promise(played.clean(), words));
    } catch (CompletionException failed) {
      throw new Refusal("the scenario was not played: " + failed.getCause(), failed);
    }
  }
}
