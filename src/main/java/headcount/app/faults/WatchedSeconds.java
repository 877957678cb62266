package headcount.app.faults;

import headcount.app.JdbcAddress;
import headcount.app.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How long everybody watched, told twice: by the history of counts, and by the sessions, of which a
 * viewer's overlapping ones on a broadcast count once.
 *
 * @param counted seconds, by {@code viewer_history}
 * @param sat seconds, by {@code user_sessions}
 */
record WatchedSeconds(double counted, double sat) {
  private static final String COUNTED =
      "SELECT COALESCE(SUM(viewer_seconds), 0) FROM viewer_history";

  private static final String SESSIONS =
      """
      SELECT stream_key, viewer_id, CAST(UNIX_TIMESTAMP(joined_at) * 1000 AS SIGNED) AS begun, watched_ms
      FROM user_sessions ORDER BY stream_key, viewer_id, begun
      """;

  /** What the database holds. Blocks. */
  static WatchedSeconds in(JdbcAddress database) {
    try (var connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      return new WatchedSeconds(counted(connection), sat(connection));
    } catch (SQLException e) {
      throw new Refusal("the database cannot be read: " + e.getMessage(), e);
    }
  }

  private static double counted(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(COUNTED)) {
      row.next();
      return row.getDouble(1);
    }
  }

  private static double sat(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SESSIONS)) {
      var millis = 0L;
      var stream = 0L;
      var viewer = 0L;
      var until = Long.MIN_VALUE;
      while (row.next()) {
        if (row.getLong(1) != stream || row.getLong(2) != viewer) {
          stream = row.getLong(1);
          viewer = row.getLong(2);
          until = Long.MIN_VALUE;
        }
        var begun = Math.max(until, row.getLong(3));
        var ended = row.getLong(3) + row.getLong(4);
        millis += Math.max(0, ended - begun);
        until = Math.max(until, ended);
      }
      return millis / 1000.0;
    }
  }

  /** By what part of the sessions' sum the two are apart. */
  double apart() {
    return Math.abs(counted - sat) / sat;
  }
}
