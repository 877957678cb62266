package headcount.store.aurora;

import headcount.store.aurora.PartitionedTable.Partition;
import headcount.store.aurora.UpkeepPlan.Kind;
import headcount.store.aurora.UpkeepPlan.Standing;
import headcount.store.aurora.UpkeepPlan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Looks at what stands, and does what an {@link UpkeepPlan} makes of it. Blocks; one process at a
 * time does it.
 */
final class Partitions {
  private static final String LOCK = "headcount_partitions";
  private static final int LOCK_SECONDS = 10;
  private static final int TABLE_WAIT_SECONDS = 10;
  private static final String ANALYZED = "statistics";

  /**
   * What a round did.
   *
   * @param made partitions
   * @param dropped partitions
   * @param deleted rows of tables without partitions
   */
  record Done(int made, int dropped, long deleted) {
    static final Done NOTHING = new Done(0, 0, 0);
  }

  private Partitions() {}

  /** Makes the partitions of {@code now} and the next ones; returns how many were missing. */
  static int make(Connection connection, Instant now, UpkeepPlan plan) throws SQLException {
    return NamedLock.during(
            connection,
            LOCK,
            LOCK_SECONDS,
            () -> run(connection, plan.room(standing(connection), now), now))
        .orElse(Done.NOTHING)
        .made();
  }

  /**
   * Makes the partitions of a past that nobody counted; returns how many were missing. Upkeep drops
   * those whose rows are no longer kept.
   *
   * @param sessions whether sessions of that time are going to be written, too
   */
  static int makeBefore(Connection connection, Instant from, boolean sessions) throws SQLException {
    return NamedLock.during(
            connection,
            LOCK,
            LOCK_SECONDS,
            () -> {
              var steps = new ArrayList<Step>();
              for (var table : PartitionedTable.values()) {
                if (sessions || table != PartitionedTable.USER_SESSIONS) {
                  steps.addAll(UpkeepPlan.past(table, standing(connection, table), from));
                }
              }
              return run(connection, steps, from);
            })
        .orElseThrow(() -> new SQLException("another process works on the partitions"))
        .made();
  }

  /** Does all that is due; nothing where another process does. */
  static Done keepUp(Connection connection, Instant now, UpkeepPlan plan) throws SQLException {
    return NamedLock.during(
            connection,
            LOCK,
            LOCK_SECONDS,
            () -> run(connection, plan.of(standing(connection), now), now))
        .orElse(Done.NOTHING);
  }

  /** What stands now; changes nothing. */
  static Standing standing(Connection connection) throws SQLException {
    var partitions = new EnumMap<PartitionedTable, List<Partition>>(PartitionedTable.class);
    for (var table : PartitionedTable.values()) {
      partitions.put(table, standing(connection, table));
    }
    return new Standing(
        partitions, Utc.instant(connection, "oldest_slot"), JobProgress.of(connection, ANALYZED));
  }

  /** The tables whose last partition holds rows: room was not made in time. */
  static List<String> overflowing(Connection connection) throws SQLException {
    var out = new ArrayList<String>();
    for (var table : PartitionedTable.values()) {
      var sql = "SELECT 1 FROM " + table.table() + " PARTITION (" + UpkeepPlan.LAST + ") LIMIT 1";
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        if (rows.next()) {
          out.add(table.table());
        }
      }
    }
    return out;
  }

  private static Done run(Connection connection, List<Step> steps, Instant now)
      throws SQLException {
    // who waits for a table holds up everybody who comes after: rather try again later
    run(connection, "SET SESSION lock_wait_timeout = " + TABLE_WAIT_SECONDS);
    try {
      return walked(connection, steps, now);
    } finally {
      run(connection, "SET SESSION lock_wait_timeout = DEFAULT");
    }
  }

  private static Done walked(Connection connection, List<Step> steps, Instant now)
      throws SQLException {
    var made = 0;
    var dropped = 0;
    var deleted = 0L;
    for (var step : steps) {
      switch (step.kind()) {
        case MAKE -> made += changed(connection, step);
        case DROP -> dropped += changed(connection, step);
        case DELETE -> deleted += deleted(connection, step);
        case ANALYZE -> run(connection, step.sql());
      }
    }
    if (steps.stream().anyMatch(step -> step.kind() == Kind.ANALYZE)) {
      JobProgress.save(connection, ANALYZED, now);
    }
    return new Done(made, dropped, deleted);
  }

  private static int changed(Connection connection, Step step) throws SQLException {
    run(connection, step.sql());
    return step.changes();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long deleted(Connection connection, Step step) throws SQLException {
    var sum = 0L;
    try (var statement = connection.createStatement()) {
      int rows;
      do {
        rows = statement.executeUpdate(step.sql());
        sum += rows;
      } while (rows == UpkeepPlan.DELETED_AT_ONCE);
    }
    return sum;
  }

  /** A table's partitions, oldest first, without the last one. */
  static List<Partition> standing(Connection connection, PartitionedTable table)
      throws SQLException {
    try (var statement = connection.prepareStatement(Sql.of("partitions_of"))) {
      statement.setString(1, table.table());
      try (var rows = statement.executeQuery()) {
        var out = new ArrayList<Partition>();
        while (rows.next()) {
          if (!rows.getString(1).equals(UpkeepPlan.LAST)) {
            out.add(new Partition(rows.getString(1), rows.getString(2).replace("'", "")));
          }
        }
        return out;
      }
    }
  }
}
