package headcount.app.faults;

import headcount.load.FaultPlan;
import headcount.load.Watching;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** MySQL is gone for minutes while people come and go. */
final class MysqlGone implements Row {
  private static final String STREAM = "unwritten";
  private static final int SOCKETS = 2_000;
  private static final int CHURN = 20;
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final Duration GONE = Duration.ofMinutes(10);
  private static final Duration DRAINS = Duration.ofSeconds(90);

  /** Records that are no session's: history each 10 s, counts each minute. */
  private static final int OTHERS = 200;

  private static final double MORE_MIB = 48;

  @Override
  public String name() {
    return "mysql-gone";
  }

  @Override
  public String done() {
    return "2,000 sockets of one stream over 3 nodes, 20 a second closing and as many opening;"
        + " kill -9 of MySQL, started again after "
        + GONE.toMinutes()
        + " min";
  }

  @Override
  public String must() {
    return "counts unaffected; what waits is one record a session that ended, in Redis; live heap of"
        + " a node at most 48 MiB more; 0 records lost, 0 doubled; drained within 90 s";
  }

  @Override
  public List<Need> needs() {
    return List.of(LiveHeap.need());
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    try (var scene = Scene.open(ground, RigPlan.of(3), crowd);
        var stores = new Stores(scene.rig())) {
      scene.crowd().churn(CHURN * ground.scale());
      Scene.rest(BEFORE);
      var before = LiveHeap.largest(scene.rig());
      scene.mark("kill -9 of MySQL");
      stores.killMysql();
      scene.until(GONE);
      judgeWaiting(scene, stores, report, before);
      scene.crowd().churn(0);
      stores.startMysql();
      ground.say().accept("MySQL is back");
      var records = new RecordPromises(scene, stores, report).drainedWithin(DRAINS);
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99.5, 100.5)
          .exactWithin(2);
      records.everyWatchingIsOneRow(0);
    }
  }

  private static void judgeWaiting(Scene scene, Stores stores, Report report, double before) {
    var ended = scene.crowd().watchings().stream().filter(Watching::ended).count();
    var waiting = stores.redis().outboxes();
    var heap = LiveHeap.largest(scene.rig());
    report.promise(
        waiting >= 0 && waiting <= ended + OTHERS && heap <= before + MORE_MIB,
        String.format(
            Locale.ROOT,
            "%d records waited in Redis for %d sessions that had ended; live heap of the largest"
                + " node %.0f MiB before, %.0f then",
            waiting,
            ended,
            before,
            heap));
  }
}
