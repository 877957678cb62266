package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.Retention;
import headcount.audience.Scope;
import headcount.audience.StoredDay;
import headcount.audience.StoredDay.Seen;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads days from {@code daily_statistics}. */
final class ScopeDays {
  private ScopeDays() {}

  /** Those of the half-open range, by day and then by number. */
  static List<StoredDay> of(
      Connection connection, Scope.Kind kind, List<Long> keys, BusinessDay from, BusinessDay to)
      throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    try (var select = connection.prepareStatement(Sql.list("days_of_scope", keys.size()))) {
      var index = 1;
      select.setInt(index++, kind.code());
      for (var key : keys) {
        select.setLong(index++, key);
      }
      select.setObject(index++, from.date());
      select.setObject(index, to.date());
      var out = new ArrayList<StoredDay>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          out.add(day(row, kind));
        }
      }
      out.sort(Comparator.comparing(StoredDay::day).thenComparingLong(each -> each.scope().key()));
      return out;
    }
  }

  /** The row, whose columns begin like those of {@code days_of_scope.sql}. */
  static StoredDay day(ResultSet row, Scope.Kind kind) throws SQLException {
    var figures =
        new Figures(
            row.getLong(4), row.getLong(5), row.getLong(6), row.getDouble(7), whole(row, 8));
    return new StoredDay(
        new BusinessDay(row.getObject(1, LocalDate.class)),
        new Scope(kind, row.getLong(2)),
        row.getLong(3),
        figures,
        moment(row, 9),
        row.getLong(10),
        row.getLong(11),
        seen(row),
        row.getInt(21) == 1,
        Instant.ofEpochMilli(Utc.millis(row, 22)));
  }

  private static @Nullable Seen seen(ResultSet row) throws SQLException {
    var uniques = whole(row, 13);
    return uniques == null
        ? null
        : new Seen(
            row.getLong(12),
            uniques,
            row.getLong(14),
            whole(row, 15),
            whole(row, 16),
            whole(row, 17),
            whole(row, 18),
            retention(row));
  }

  private static @Nullable Retention retention(ResultSet row) throws SQLException {
    var shares = row.getString(20);
    return shares == null ? null : new Retention(row.getInt(19), RetentionText.read(shares));
  }

  private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }

  private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
    var millis = Utc.millis(row, column);
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }
}
