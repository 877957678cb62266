package headcount.app.faults;

import headcount.app.Refusal;
import headcount.app.faults.CommitGate.Moment;
import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** SIGKILL of MySQL between a commit and its answer, several times while people come and go. */
final class CommitCut implements Row {
  private static final String STREAM = "cut";
  private static final int SOCKETS = 2_000;
  private static final int CHURN = 20;
  private static final int TIMES = 6;
  private static final Duration GONE = Duration.ofSeconds(2);
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration DRAINS = Duration.ofSeconds(30);

  /** A drain that failed for a while pauses for 15 s. */
  private static final Duration COMES = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "mysql-killed-in-commit";
  }

  @Override
  public String done() {
    return "2,000 sockets of one stream over 3 nodes, 20 a second closing and as many opening; "
        + TIMES
        + " times a commit, four of their records and two of the journal of broadcasts, whose titles"
        + " change each 0.4 s, is passed on to MySQL and its answer withheld, in turn once MySQL has"
        + " answered and as soon as it is asked: kill -9 of MySQL, started again after 2 s";
  }

  @Override
  public String must() {
    return "counts unaffected; 0 records and events lost, 0 doubled; drained afterwards";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    try (var scene = Scene.open(ground, RigPlan.of(3).behindAGate(), crowd);
        var stores = new Stores(scene.rig());
        var titles = Retitling.start(scene.rig())) {
      scene.crowd().churn(CHURN * ground.scale());
      Scene.rest(BETWEEN);
      scene.mark("commits are cut");
      for (var time = 0; time < TIMES; time++) {
        var moment = time % 2 == 0 ? Moment.ANSWERED : Moment.ASKED;
        cut(scene, stores, moment, time % 3 == 2 ? "event_journal" : "user_sessions");
        ground.say().accept("MySQL killed, commit " + moment);
        Scene.rest(GONE);
        stores.startMysql();
        Scene.rest(BETWEEN);
      }
      scene.crowd().churn(0);
      var records = new RecordPromises(scene, stores, report).drainedWithin(DRAINS);
      Scene.rest(Sight.SCREEN_LAG);
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99.5, 100.5)
          .exactWithin(2);
      titles.judge(scene.rig().servers().writer(), report);
      records.everyWatchingIsOneRow(0);
    }
  }

  private static void cut(Scene scene, Stores stores, Moment moment, String table)
      throws InterruptedException {
    try {
      scene
          .rig()
          .gate()
          .cut(table, moment, stores::killMysql)
          .get(COMES.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refusal("no commit to " + table + " could be cut: " + e, e);
    }
  }
}
