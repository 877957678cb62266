package headcount.store.aurora;

import headcount.audience.BusinessDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Moments as the database keeps them: DATETIME in UTC, whatever the session's zone. */
final class Utc {
  private Utc() {}

  static LocalDateTime of(long unixMillis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(unixMillis), ZoneOffset.UTC);
  }

  /** The business day of that moment. */
  static LocalDate businessDay(long unixMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(unixMillis), BusinessDay.SEOUL);
  }

  /** The column's Unix ms; 0 where it is null. */
  static long millis(ResultSet row, int column) throws SQLException {
    var at = row.getObject(column, LocalDateTime.class);
    return at == null ? 0 : at.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The one moment that a statement without parameters finds; null where it finds none. */
  static @Nullable Instant instant(Connection connection, String statement) throws SQLException {
    try (var select = connection.prepareStatement(Sql.of(statement));
        var row = select.executeQuery()) {
      var at = row.next() ? row.getObject(1, LocalDateTime.class) : null;
      return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
  }

  /** Sets the moment, or null for 0. */
  static void set(PreparedStatement statement, int index, long unixMillis) throws SQLException {
    if (unixMillis == 0) {
      statement.setNull(index, Types.TIMESTAMP);
    } else {
      statement.setObject(index, of(unixMillis));
    }
  }
}
