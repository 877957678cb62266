package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the jobs have come that run through time, in {@code job_progress}. */
final class JobProgress {
  private JobProgress() {}

  /** Until when the job is done; null if it never ran. */
  static @Nullable Instant of(Connection connection, String job) throws SQLException {
    return all(connection).get(job);
  }

  /** Until when each job is done. */
  static Map<String, Instant> all(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("progress_read"));
        var rows = select.executeQuery()) {
      var out = new HashMap<String, Instant>();
      while (rows.next()) {
        out.put(rows.getString(1), Instant.ofEpochMilli(Utc.millis(rows, 2)));
      }
      return out;
    }
  }

  /** The job was done now, by the writer's clock. */
  static void now(Connection connection, String job) throws SQLException {
    try (var save = connection.prepareStatement(Sql.of("progress_now"))) {
      save.setString(1, job);
      save.executeUpdate();
    }
  }

  /** The job is done until then; never goes back. */
  static void save(Connection connection, String job, Instant doneTo) throws SQLException {
    try (var save = connection.prepareStatement(Sql.of("progress_save"))) {
      save.setString(1, job);
      save.setObject(2, Utc.of(doneTo.toEpochMilli()));
      save.executeUpdate();
    }
  }
}
