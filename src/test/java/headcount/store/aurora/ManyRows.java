package headcount.store.aurora;

import java.sql.SQLException;
import java.util.List;

/**
 * Rows enough that the optimizer chooses as it does in production: 60 days of October and November
 * 2026, 200 broadcasters with a broadcast a day, 40 categories.
 */
final class ManyRows {
  private final AuroraFixture database;

  ManyRows(AuroraFixture database) {
    this.database = database;
  }

  /** Fills every table that analysts read, and takes statistics. */
  void fill() throws SQLException {
    try (var connection = database.connection();
        var statement = connection.createStatement()) {
      for (var sql : STATEMENTS) {
        statement.execute(sql);
      }
    }
  }

  private static final List<String> STATEMENTS =
      List.of(
          "SET SESSION cte_max_recursion_depth = 20000",
          "CREATE TABLE n (i INT PRIMARY KEY)",
          "INSERT INTO n WITH RECURSIVE r AS (SELECT 0 i UNION ALL SELECT i + 1 FROM r WHERE i < 11999)"
              + " SELECT i FROM r",
          "INSERT INTO categories SELECT i + 1, CONCAT('c', i + 1), 'x' FROM n WHERE i < 40",
          "INSERT INTO broadcasters SELECT i + 1, CONCAT('b', i + 1), 'x' FROM n WHERE i < 200",
          "INSERT INTO streams SELECT i + 1, CONCAT('s', i % 200 + 1), i % 200 + 1, i % 40 + 1, 'x',"
              + " '2026-10-01 03:00:00' + INTERVAL (i DIV 200) DAY,"
              + " '2026-10-01 07:00:00' + INTERVAL (i DIV 200) DAY FROM n",
          "INSERT INTO viewer_history SELECT s.stream_key, s.started_at + INTERVAL 5 * t.i MINUTE,"
              + " s.category_key, s.broadcaster_key, 300, 0, 2, 1, 1, 1, 300, 300, 0, 1"
              + " FROM streams s JOIN n t ON t.i < 12",
          "INSERT INTO audience_slots SELECT 1, '2026-10-01' + INTERVAL 5 * t.i MINUTE, c.category_key,"
              + " 300, 300, 300, 1, 1, 1 FROM n t JOIN categories c WHERE t.i < 3000",
          "INSERT INTO audience_slots SELECT 0, '2026-10-01' + INTERVAL 5 * i MINUTE, 0,"
              + " 300, 300, 300, 1, 1, 1 FROM n",
          daily("0", "0", "0", "0", "FROM n d WHERE d.i < 60"),
          daily("1", "k.i + 1", "k.i + 1", "0", "FROM n d JOIN n k ON k.i < 40 WHERE d.i < 60"),
          daily(
              "2",
              "k.i + 1",
              "k.i % 40 + 1",
              "k.i + 1",
              "FROM n d JOIN n k ON k.i < 200 WHERE d.i < 60"),
          daily("3", "k.i + 1", "k.i % 40 + 1", "1", "FROM n k JOIN n d ON d.i = k.i DIV 200"),
          "INSERT INTO audience_sketches SELECT day, scope, scope_key, 'x', 'x' FROM daily_statistics",
          "INSERT INTO users SELECT i, 0, '2026-10-01', '2026-11-29' FROM n",
          "INSERT INTO user_sessions SELECT started_at + INTERVAL v.i MINUTE, broadcaster_key, stream_key,"
              + " v.i + 1, v.i, 60000, 0 FROM streams JOIN n v ON v.i < 10 WHERE stream_key BETWEEN 201 AND 600",
          "INSERT INTO job_progress VALUES ('slots-final', '2026-11-20', '2026-11-20'),"
              + " ('days-final', '2026-11-20', '2026-11-20'), ('writer-mark', '2026-11-20', '2026-11-20')",
          "ANALYZE TABLE categories, broadcasters, streams, viewer_history, audience_slots,"
              + " daily_statistics, audience_sketches, users, user_sessions, job_progress");

  private static String daily(
      String scope, String key, String category, String broadcaster, String from) {
    var which = key.equals("0") ? "0" : "k.i";
    return "INSERT INTO daily_statistics (day, scope, scope_key, category_key, broadcaster_key,"
        + " viewer_seconds, live_s, observed_s, recovering_s, airtime_s, peak, peak_at, broadcasts,"
        + " viewer_seconds_7d, viewer_seconds_prev_7d, final, computed_at, uniques)"
        + " SELECT '2026-10-01' + INTERVAL d.i DAY, "
        + String.join(", ", scope, key, category, broadcaster)
        + ", (d.i * 977 + %s * 131) MOD 100000, 300, 300, 0, 300, 2, NULL, 1, 4000000 + d.i, 3700000 + 5000 * %s"
            .formatted(which, which)
        + ", 1, '2026-11-30', 1 "
        + from;
  }
}
