package headcount.app;

import headcount.embedded.TestMysql;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a node's database holds of one stream, by SQL. */
final class Rows {
  private final String database;
  private final String stream;

  Rows(String database, String stream) {
    this.database = database;
    this.stream = stream;
  }

  /** Rows of that table about the stream. */
  long in(String table) {
    return number("SELECT COUNT(*) FROM " + table);
  }

  /** Rows of that table about the stream that differ in these columns. */
  long distinct(String columns, String table) {
    return number("SELECT COUNT(DISTINCT " + columns + ") FROM " + table);
  }

  /** The number that a SELECT over one of the stream's tables gives; without its WHERE. */
  long number(String select) {
    var statement =
        select
            + " WHERE stream_key IN (SELECT stream_key FROM streams WHERE stream_id = '"
            + stream
            + "')";
    try (var connection =
            DriverManager.getConnection(database, TestMysql.user(), TestMysql.password());
        var rows = connection.createStatement().executeQuery(statement)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(statement, failure);
    }
  }
}
