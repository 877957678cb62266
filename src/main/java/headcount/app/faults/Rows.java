package headcount.app.faults;

import headcount.app.Refusal;
import java.util.Arrays;
import java.util.List;

/** All rows of the matrix, in the order of the table. */
final class Rows {
  private static final List<Row> ALL =
      List.of(
          new Killed(Killed.Which.HOST),
          new Killed(Killed.Which.GATEWAY),
          new Stopped(true, 5),
          new Stopped(false, 5),
          new Stopped(true, 20),
          new Stopped(false, 20),
          new Stopped(true, 60),
          new Stopped(false, 60),
          new RollingRestart(),
          new Evening(),
          new HoursWatched(),
          new Partition(false, 10),
          new Partition(false, 60),
          new Partition(true, 10),
          new Partition(true, 60),
          new PacketLoss(),
          new RedisMaster(RedisMaster.Which.KILLED),
          new RedisMaster(RedisMaster.Which.HUNG),
          new RedisGone(),
          new CommitCut(),
          new MysqlGone(),
          new MysqlDiskFull(),
          new ReadersKilled(),
          new HalfOpen(),
          new NeverReaders(),
          new WallClock(),
          new Poisoned());

  private Rows() {}

  static List<Row> all() {
    return ALL;
  }

  static List<String> names() {
    return ALL.stream().map(Row::name).toList();
  }

  /** The rows of these names, in the order of the names. */
  static List<Row> named(String names) {
    return Arrays.stream(names.split(",", -1)).map(String::strip).map(Rows::one).toList();
  }

  private static Row one(String name) {
    return ALL.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Refusal.mistyped("there is no row '" + name + "'; there are: " + names()));
  }
}
