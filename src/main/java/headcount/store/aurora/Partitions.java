package headcount.store.aurora;

import headcount.store.aurora.PartitionedTable.Partition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes partitions ahead of time and drops expired ones. The last one, {@code pmax}, takes what
 * nobody made room for and must stay empty. Blocks; one process at a time does it.
 */
public final class Partitions {
  private static final String LOCK = "headcount_partitions";
  private static final String LAST = "pmax";
  private static final int LOCK_SECONDS = 10;

  private Partitions() {}

  /** Makes those of {@code now} and the next ones; returns how many were missing. */
  public static int make(Connection connection, Instant now) throws SQLException {
    return locked(
        connection,
        () -> {
          var made = 0;
          for (var table : PartitionedTable.values()) {
            var standing = standing(connection, table);
            var newest = standing.isEmpty() ? null : standing.getLast().name();
            var missing = table.missing(newest, now);
            if (!missing.isEmpty()) {
              run(connection, reorganized(table, missing));
              made += missing.size();
            }
          }
          return made;
        });
  }

  /**
   * Drops partitions that lie wholly before what is kept; returns how many.
   *
   * @param sessionsKept how long sessions are kept; the other tables say themselves
   */
  public static int dropExpired(Connection connection, Instant now, Period sessionsKept)
      throws SQLException {
    return locked(
        connection,
        () -> {
          var dropped = 0;
          for (var table : PartitionedTable.values()) {
            var kept = table == PartitionedTable.USER_SESSIONS ? sessionsKept : table.kept();
            var expiry = table.expiry(now, kept);
            for (var partition : standing(connection, table)) {
              if (partition.border().compareTo(expiry) <= 0) {
                run(
                    connection,
                    "ALTER TABLE " + table.table() + " DROP PARTITION " + partition.name());
                dropped++;
              }
            }
          }
          return dropped;
        });
  }

  /** The tables whose {@code pmax} holds rows: room was not made in time. */
  public static List<String> overflowing(Connection connection) throws SQLException {
    var out = new ArrayList<String>();
    for (var table : PartitionedTable.values()) {
      var sql = "SELECT 1 FROM " + table.table() + " PARTITION (" + LAST + ") LIMIT 1";
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        if (rows.next()) {
          out.add(table.table());
        }
      }
    }
    return out;
  }

  private static String reorganized(PartitionedTable table, List<Partition> missing) {
    return missing.stream()
        .map(each -> "PARTITION %s VALUES LESS THAN ('%s')".formatted(each.name(), each.border()))
        .collect(
            Collectors.joining(
                ", ",
                "ALTER TABLE " + table.table() + " REORGANIZE PARTITION " + LAST + " INTO (",
                ", PARTITION " + LAST + " VALUES LESS THAN (MAXVALUE))"));
  }

  private static List<Partition> standing(Connection connection, PartitionedTable table)
      throws SQLException {
    try (var statement = connection.prepareStatement(Sql.of("partitions_of"))) {
      statement.setString(1, table.table());
      try (var rows = statement.executeQuery()) {
        var out = new ArrayList<Partition>();
        while (rows.next()) {
          if (!rows.getString(1).equals(LAST)) {
            out.add(new Partition(rows.getString(1), rows.getString(2).replace("'", "")));
          }
        }
        return out;
      }
    }
  }

  private static int locked(Connection connection, Work work) throws SQLException {
    try (var lock = connection.prepareStatement("SELECT GET_LOCK(?, ?)")) {
      lock.setString(1, LOCK);
      lock.setInt(2, LOCK_SECONDS);
      try (var rows = lock.executeQuery()) {
        if (!rows.next() || rows.getInt(1) != 1) {
          return 0;
        }
      }
    }
    try {
      return work.run();
    } finally {
      run(connection, "DO RELEASE_LOCK('" + LOCK + "')");
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Work {
    int run() throws SQLException;
  }
}
