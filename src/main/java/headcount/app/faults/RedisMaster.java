package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.List;

/** The Redis master that holds a stream ends or hangs; its replica takes over. */
final class RedisMaster implements Row {
  private static final String STREAM = "hot";
  private static final int SOCKETS = 2_000;
  private static final int CHURN = 20;
  private static final Duration BEFORE = Duration.ofSeconds(20);
  private static final Duration WITHOUT = Duration.ofSeconds(30);
  private static final Duration CAUGHT_UP = Duration.ofSeconds(10);

  /** What happens to it. */
  enum Which {
    KILLED("redis-master-killed", "kill -9", "KILL"),
    HUNG("redis-master-hung", "SIGSTOP", "STOP");

    private final String row;
    private final String words;
    private final String signal;

    Which(String row, String words, String signal) {
      this.row = row;
      this.words = words;
      this.signal = signal;
    }
  }

  private final Which which;

  RedisMaster(Which which) {
    this.which = which;
  }

  @Override
  public String name() {
    return which.row;
  }

  @Override
  public String done() {
    return "2,000 sockets of one stream over 3 nodes, 20 a second closing and as many opening; "
        + which.words
        + " of that one of three Redis masters, each with a replica, that holds the stream; back"
        + " after 30 s";
  }

  @Override
  public String must() {
    return "counts unaffected, push and HTTP latency unmoved; checkpoints caught up on the replica;"
        + " records of at most one second lost (a replica is behind its master), none doubled";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    try (var scene = Scene.open(ground, RigPlan.of(3).onRedisCluster(), crowd);
        var stores = new Stores(scene.rig());
        var quickness = Quickness.beside(scene, stores.redis())) {
      var master = stores.redis().master(STREAM);
      scene.crowd().churn(CHURN * ground.scale());
      quickness.before(BEFORE);
      scene.mark(which.words + " of Redis' master " + master);
      stores.signalRedis(which.signal, master);
      try {
        quickness.meanwhile(WITHOUT);
        scene.crowd().churn(0);
        var stored = new StoredPromises(List.of(scene.crowd()), stores.redis(), report);
        stored.caughtUpWithin(CAUGHT_UP, "on the replica");
        report.promise(stores.redis().master(STREAM) != master, "the replica is the master now");
        back(stores, master);
        ground.say().accept("the former master is back");
        stored.caughtUpWithin(CAUGHT_UP, "with all servers back");
      } finally {
        back(stores, master);
      }
      Scene.rest(Sight.SCREEN_LAG);
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99.5, 100.5)
          .exactWithin(2);
      quickness.judge(report);
      new RecordPromises(scene, stores, report).everyWatchingIsOneRow(CHURN);
    }
  }

  private void back(Stores stores, int master) {
    switch (which) {
      case KILLED -> stores.startRedis();
      case HUNG -> stores.signalRedis("CONT", master);
    }
  }
}
