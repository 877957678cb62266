package headcount.store.aurora;

import headcount.audience.BusinessDay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which business days are summed: those that have a row of the platform. */
final class SummedDays {
  private SummedDays() {}

  /** Those of the half-open range. */
  static Set<BusinessDay> of(Connection connection, BusinessDay from, BusinessDay to)
      throws SQLException {
    return of(connection, "days_summed", from, to);
  }

  /** Those of them of which nothing more is expected. */
  static Set<BusinessDay> finals(Connection connection, BusinessDay from, BusinessDay to)
      throws SQLException {
    return of(connection, "days_final", from, to);
  }

  private static Set<BusinessDay> of(
      Connection connection, String statement, BusinessDay from, BusinessDay to)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of(statement))) {
      select.setObject(1, from.date());
      select.setObject(2, to.date());
      try (var row = select.executeQuery()) {
        var out = new HashSet<BusinessDay>();
        while (row.next()) {
          out.add(new BusinessDay(row.getObject(1, LocalDate.class)));
        }
        return out;
      }
    }
  }

  /** Whether all of the half-open range are. */
  static boolean all(Connection connection, BusinessDay from, BusinessDay to) throws SQLException {
    return of(connection, from, to).size() == to.date().toEpochDay() - from.date().toEpochDay();
  }

  /** The newest of the half-open range. */
  static Optional<BusinessDay> newest(Connection connection, BusinessDay from, BusinessDay to)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("newest_day"))) {
      select.setObject(1, from.date());
      select.setObject(2, to.date());
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new BusinessDay(row.getObject(1, LocalDate.class)))
            : Optional.empty();
      }
    }
  }
}
