package headcount.app.faults;

import headcount.app.JdbcAddress;
import headcount.app.Refusal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database holds of a stream. Blocks. */
final class SessionRows {
  private static final String SESSIONS =
      """
      SELECT s.session_id, s.viewer_id, CAST(UNIX_TIMESTAMP(s.joined_at) * 1000 AS SIGNED),
             s.watched_ms
      FROM user_sessions s JOIN streams b ON b.stream_key = s.stream_key
      WHERE b.stream_id = ?
      """;

  private static final String MOVES =
      """
      SELECT COALESCE(SUM(h.joins), 0), COALESCE(SUM(h.leaves), 0)
      FROM viewer_history h JOIN streams b ON b.stream_key = h.stream_key
      WHERE b.stream_id = ?
      """;

  /** How many sessions came and went, as history says. */
  record Moves(long joins, long leaves) {}

  private final JdbcAddress database;

  SessionRows(JdbcAddress database) {
    this.database = database;
  }

  /** Every row of {@code user_sessions} of the stream, of whatever broadcast. */
  List<SessionRow> of(String stream) {
    try (var connection = connect();
        var select = connection.prepareStatement(SESSIONS)) {
      select.setString(1, stream);
      var rows = new ArrayList<SessionRow>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          var joined = found.getLong(3);
          rows.add(
              new SessionRow(
                  found.getString(1),
                  found.getString(2),
                  stream,
                  joined,
                  joined + found.getLong(4)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** All whole steps of the stream's history, added up. */
  Moves moves(String stream) {
    try (var connection = connect();
        var select = connection.prepareStatement(MOVES)) {
      select.setString(1, stream);
      try (var found = select.executeQuery()) {
        return found.next() ? new Moves(found.getLong(1), found.getLong(2)) : new Moves(0, 0);
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private java.sql.Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static Refusal unreadable(SQLException e) {
    return new Refusal("the database cannot be read: " + e.getMessage(), e);
  }
}
