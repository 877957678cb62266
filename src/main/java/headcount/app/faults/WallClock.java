package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The wall clock of the node that hosts a stream's entity jumps by an hour, both ways. */
final class WallClock implements Row {
  private static final String STREAM = "clocked";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DRAINED = Duration.ofSeconds(40);

  @Override
  public String name() {
    return "wall-clock";
  }

  @Override
  public String done() {
    return "900 sockets of one stream over 3 nodes, 5 people a second going and coming; another"
        + " node than the host is killed and half of its viewers never return; 10 s later the"
        + " host's wall clock goes 1 h ahead for 45 s, right for 20 s, 1 h back for 45 s, right";
  }

  @Override
  public String must() {
    return "no tab ends and no hold early: the count never leaves 99 to 101 %, exact within 40 s and"
        + " ever after; checkpoints go on; nothing in the database twice";
  }

  @Override
  public List<Need> needs() {
    return List.of(FakeClock.need());
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var clocks = IntStream.range(0, 3).mapToObj(node -> FakeClock.of(ground, node)).toList();
    var plan = RigPlan.of(3).started(node -> clocks.get(node).start());
    var crowd = FaultPlan.of(STREAM, ground.sockets(900)).returning(0.5);
    try (var scene = Scene.open(ground, plan, crowd)) {
      var host = scene.host();
      var killed = (host + 1) % 3;
      scene.crowd().churn(5 * ground.scale());
      scene.watch().leave(killed);
      scene.mark("kill -9 of node " + killed + ", node " + host + " is the host");
      scene.rig().kill(killed);
      scene.until(Duration.ofSeconds(10));
      clocks.get(host).set(HOUR);
      scene.until(Duration.ofSeconds(55));
      checkpointed(scene, report, host, "1 h ahead");
      clocks.get(host).set(Duration.ZERO);
      scene.until(Duration.ofSeconds(75));
      checkpointed(scene, report, host, "right again");
      // tokens of today are from the future there, and are refused as they should be
      scene.crowd().shut(host, true);
      clocks.get(host).set(HOUR.negated());
      scene.until(Duration.ofMinutes(2));
      checkpointed(scene, report, host, "1 h back");
      clocks.get(host).set(Duration.ZERO);
      scene.crowd().churn(0);
      scene.until(Duration.ofSeconds(130));
      Promises.of(scene, report, killed)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99, 101)
          .exactWithin(40)
          .ghostsGoneWithin(35);
      records(scene, report, host);
    }
  }

  /** Whether what is counted is also what is stored, a moment later. */
  private static void checkpointed(Scene scene, Report report, int host, String clock) {
    var address = scene.rig().node(host).management().resolve("/ops/streams/" + STREAM);
    var entity = scene.rig().asks().get(address).json();
    var behind = entity.path("version").asLong(-1) - entity.path("storedVersion").asLong(-100);
    report.promise(
        behind >= 0 && behind <= 20,
        String.format(
            Locale.ROOT,
            "with its clock %s the stored count was %d versions behind",
            clock,
            behind));
  }

  private static void records(Scene scene, Report report, int host) throws InterruptedException {
    var address =
        scene.rig().node(host).management().resolve("/ops/streams/" + STREAM + "/records");
    var end = System.nanoTime() + DRAINED.toNanos();
    var held = scene.rig().asks().get(address).json();
    while (held.path("pending").asLong(-1) != 0 && System.nanoTime() - end < 0) {
      Scene.rest(Duration.ofSeconds(1));
      held = scene.rig().asks().get(address).json();
    }
    var doubled = 0L;
    for (var kind : List.of("sessions", "history")) {
      doubled += held.path(kind).path("rows").asLong() - held.path(kind).path("distinct").asLong();
    }
    var steps = held.path("history").path("rows").asLong();
    report.figure(Figure.DOUBLED, (double) doubled);
    report.promise(
        doubled == 0 && steps > 0 && held.path("pending").asLong(-1) == 0,
        String.format(
            Locale.ROOT,
            "%d sessions and %d steps of history in the database, %d of them twice",
            held.path("sessions").path("rows").asLong(),
            steps,
            doubled));
  }
}
