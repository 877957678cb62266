package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** MySQL's disk is full for a while, and has room again. */
final class MysqlDiskFull implements Row {
  private static final String STREAM = "no-room";
  private static final int SOCKETS = 2_000;
  private static final int CHURN = 20;
  private static final int DISK_MIB = 500;
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration FULL = Duration.ofSeconds(90);

  /** mysqld looks for room once a minute only; then a drain may still pause for 15 s. */
  private static final Duration DRAINS = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "mysql-disk-full";
  }

  @Override
  public String done() {
    return "2,000 sockets of one stream over 3 nodes, 20 a second closing and as many opening;"
        + " MySQL's data on a file system of "
        + DISK_MIB
        + " MiB, filled to the last byte, freed after "
        + FULL.toSeconds()
        + " s; MySQL started again if it had ended";
  }

  @Override
  public String must() {
    return "counts unaffected; 0 records lost, 0 doubled; drained within 120 s";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.root("this row mounts a small file system and must be run as root"));
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    var place = ground.folder().toAbsolutePath().resolveSibling("small-disk");
    try (var disk = SmallDisk.mount(place, DISK_MIB);
        var scene = Scene.open(ground, RigPlan.of(3), crowd);
        var stores = new Stores(scene.rig())) {
      stores.moveMysql(disk);
      scene.crowd().churn(CHURN * ground.scale());
      Scene.rest(BEFORE);
      scene.mark("MySQL's disk is full");
      disk.fill();
      scene.until(FULL);
      var waiting = stores.redis().outboxes();
      var lives = stores.mysqlLives();
      disk.empty();
      ground.say().accept("it has room again");
      stores.startMysql();
      scene.crowd().churn(0);
      report.promise(
          waiting > 0,
          String.format(
              Locale.ROOT,
              "%d records waited in Redis at the end, mysqld %s",
              waiting,
              lives ? "hung" : "had ended"));
      var records = new RecordPromises(scene, stores, report).drainedWithin(DRAINS);
      Promises.of(scene, report)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99.5, 100.5)
          .exactWithin(2);
      records.everyWatchingIsOneRow(0);
    }
  }
}
