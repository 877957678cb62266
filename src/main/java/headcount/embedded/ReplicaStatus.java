package headcount.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/**
 * How a reader's replication stands.
 *
 * @param runs whether both of its threads run
 * @param error its last error, or empty
 */
record ReplicaStatus(boolean runs, String error) {

  static ReplicaStatus of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW REPLICA STATUS")) {
      if (!row.next()) {
        return new ReplicaStatus(false, "");
      }
      var runs =
          "Yes".equals(row.getString("Replica_IO_Running"))
              && "Yes".equals(row.getString("Replica_SQL_Running"));
      var error =
          Objects.toString(row.getString("Last_IO_Error"), "")
              + Objects.toString(row.getString("Last_SQL_Error"), "");
      return new ReplicaStatus(runs, runs ? "" : error);
    }
  }
}
