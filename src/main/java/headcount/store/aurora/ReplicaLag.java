package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How far a server is behind the writer, by marks that the writer sets now and then: the age of the
 * newest one that the server has. Too high by the pause between marks, and by what the servers'
 * clocks differ. Thread-safe.
 */
final class ReplicaLag {
  private volatile double seconds = Double.NaN;

  /** Sets a mark; on the writer. */
  static void mark(Connection writer) throws SQLException {
    JobProgress.now(writer, "writer-mark");
  }

  /** That server's, now; null if it has no mark. */
  static @Nullable Double of(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("mark_age"));
        var row = select.executeQuery()) {
      return row.next() ? row.getDouble(1) : null;
    }
  }

  /**
   * As last measured, in seconds; NaN before, and where the server has no mark or gave no answer.
   */
  double seconds() {
    return seconds;
  }

  /** Measures anew. */
  void measure(Connection connection) throws SQLException {
    try {
      var age = of(connection);
      seconds = age == null ? Double.NaN : Math.max(0, age);
    } catch (SQLException e) {
      seconds = Double.NaN;
      throw e;
    }
  }
}
