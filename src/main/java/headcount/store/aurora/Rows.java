package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes several rows with one statement. */
final class Rows {
  private Rows() {}

  /** Runs the statement with all rows, which are equally long; nothing for none. */
  static void write(Connection connection, String name, List<Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    var sql = Sql.rows(name, rows.size(), rows.getFirst().length);
    try (var statement = connection.prepareStatement(sql)) {
      var index = 1;
      for (var row : rows) {
        for (var value : row) {
          statement.setObject(index++, value);
        }
      }
      statement.executeUpdate();
    }
  }
}
