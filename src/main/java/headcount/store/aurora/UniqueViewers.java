package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Scope;
import headcount.audience.StoredDay;
import headcount.audience.Uniques;
import headcount.audience.ViewerSketch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Tells the viewers of several days together, by their sketches. They are not known where a day's
 * sessions were not held when it was summed, or where its sketch is no longer kept.
 */
final class UniqueViewers {
  private record Held(BusinessDay day, long key) {}

  private UniqueViewers() {}

  /** Of these rows of {@code daily_statistics}, all of one kind of scope. */
  static Uniques of(Connection connection, List<StoredDay> days) throws SQLException {
    if (days.isEmpty()) {
      return Uniques.exact(0, 0);
    }
    for (var each : days) {
      if (each.seen() == null) {
        return Uniques.UNKNOWN;
      }
    }
    var only = days.getFirst().seen();
    return days.size() == 1 && only != null
        ? Uniques.exact(only.uniques(), only.anonymous())
        : union(connection, days);
  }

  private static Uniques union(Connection connection, List<StoredDay> days) throws SQLException {
    var keys = days.stream().map(each -> each.scope().key()).distinct().toList();
    var held = new HashSet<Held>();
    var viewers = new ArrayList<ViewerSketch>();
    var anonymous = new ArrayList<ViewerSketch>();
    try (var select = connection.prepareStatement(Sql.list("sketches_of_days", keys.size()))) {
      var index = 1;
      select.setInt(index++, kind(days).code());
      for (var key : keys) {
        select.setLong(index++, key);
      }
      select.setObject(index++, days.getFirst().day().date());
      select.setObject(index, days.getLast().day().plus(1).date());
      try (var row = select.executeQuery()) {
        while (row.next()) {
          held.add(new Held(new BusinessDay(row.getObject(1, LocalDate.class)), row.getLong(2)));
          viewers.add(ViewerSketch.of(row.getBytes(3)));
          anonymous.add(ViewerSketch.of(row.getBytes(4)));
        }
      }
    }
    return days.stream().allMatch(each -> held.contains(new Held(each.day(), each.scope().key())))
        ? Uniques.union(viewers, anonymous)
        : Uniques.UNKNOWN;
  }

  private static Scope.Kind kind(List<StoredDay> days) {
    return days.getFirst().scope().kind();
  }
}
