package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** All of Redis is gone for minutes, and comes back with what it had written. */
final class RedisGone implements Row {
  private static final String STREAM = "hot";
  private static final int SOCKETS = 2_000;
  private static final int CHURN = 20;
  private static final int SIDES = 10;
  private static final Duration BEFORE = Duration.ofSeconds(20);
  private static final Duration GONE = Duration.ofMinutes(5);
  private static final Duration CAUGHT_UP = Duration.ofSeconds(40);
  private static final Duration DRAINS = Duration.ofSeconds(60);

  /** What the waiting records, some 300 bytes each, and the traces of failed calls may take. */
  private static final double MORE_MIB = 48;

  @Override
  public String name() {
    return "redis-gone";
  }

  @Override
  public String done() {
    return "2,000 sockets of one stream over 3 nodes, 20 a second closing and as many opening, and "
        + SIDES
        + " streams of 20; kill -9 of all six servers of the Redis cluster, started again after "
        + GONE.toMinutes()
        + " min";
  }

  @Override
  public String must() {
    return "counts unaffected, push and HTTP latency unmoved; live heap of a node at most 48 MiB more;"
        + " sets and rankings of all streams true within 40 s, records drained; rows of at most a"
        + " second lost (Redis writes through each second), none doubled";
  }

  @Override
  public List<Need> needs() {
    return List.of(LiveHeap.need());
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    try (var scene = Scene.open(ground, RigPlan.of(3).onRedisCluster(), crowd);
        var stores = new Stores(scene.rig());
        var sides = SideCrowds.open(scene, SIDES);
        var quickness = Quickness.beside(scene, stores.redis())) {
      var churn = CHURN * ground.scale();
      scene.crowd().churn(churn);
      sides.churn(0.2);
      quickness.before(BEFORE);
      var before = LiveHeap.largest(scene.rig());
      scene.mark("kill -9 of all of Redis");
      stores.killRedis();
      quickness.meanwhile(GONE);
      judgeMemory(scene, stores, report, before);
      scene.crowd().churn(0);
      sides.churn(0);
      stores.startRedis();
      ground.say().accept("Redis is back");
      new StoredPromises(sides.and(scene.crowd()), stores.redis(), report)
          .caughtUpWithin(CAUGHT_UP, "with Redis back");
      var records = new RecordPromises(scene, stores, report).drainedWithin(DRAINS);
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99.5, 100.5)
          .exactWithin(2);
      quickness.judge(report);
      records.everyWatchingIsOneRow(CHURN);
    }
  }

  private static void judgeMemory(Scene scene, Stores stores, Report report, double before) {
    var waiting = stores.buffered();
    var after = LiveHeap.largest(scene.rig());
    report.promise(
        after <= before + MORE_MIB && stores.dropped() == 0,
        String.format(
            Locale.ROOT,
            "%.0f records waited in the nodes at the end; live heap of the largest node %.0f MiB"
                + " before, %.0f then",
            waiting,
            before,
            after));
  }
}
