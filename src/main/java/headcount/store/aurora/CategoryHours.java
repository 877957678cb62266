package headcount.store.aurora;

import headcount.audience.BusinessDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how long which category was watched. */
final class CategoryHours {
  private CategoryHours() {}

  /** Viewer seconds by day of the half-open range, and by the category's number. */
  static SortedMap<BusinessDay, Map<Long, Long>> byDay(
      Connection connection, ScopeKeys scope, BusinessDay from, BusinessDay to)
      throws SQLException {
    return switch (scope.kind()) {
      case PLATFORM -> {
        try (var select = connection.prepareStatement(Sql.of("category_days"))) {
          select.setObject(1, from.date());
          select.setObject(2, to.date());
          yield read(select);
        }
      }
      case CATEGORY -> {
        var out = new TreeMap<BusinessDay, Map<Long, Long>>();
        for (var each : ScopeDays.of(connection, scope.kind(), scope.keys(), from, to)) {
          out.put(each.day(), Map.of(each.scope().key(), each.figures().viewerSeconds()));
        }
        yield out;
      }
      case BROADCASTER, STREAM -> ofBroadcasts(connection, scope, from, to);
    };
  }

  private static SortedMap<BusinessDay, Map<Long, Long>> ofBroadcasts(
      Connection connection, ScopeKeys scope, BusinessDay from, BusinessDay to)
      throws SQLException {
    var broadcasts = Slots.within(scope.broadcasts(connection), from.start(), to.start());
    if (broadcasts.isEmpty()) {
      return new TreeMap<>();
    }
    var sql = Sql.list("history_categories", broadcasts.size());
    try (var select = connection.prepareStatement(sql)) {
      var index = 1;
      for (var broadcast : broadcasts) {
        select.setLong(index++, broadcast.stream());
      }
      select.setObject(index++, Utc.of(from.start().toEpochMilli()));
      select.setObject(index, Utc.of(to.start().toEpochMilli()));
      return read(select);
    }
  }

  private static SortedMap<BusinessDay, Map<Long, Long>> read(PreparedStatement select)
      throws SQLException {
    try (var row = select.executeQuery()) {
      var out = new TreeMap<BusinessDay, Map<Long, Long>>();
      while (row.next()) {
        out.computeIfAbsent(
                new BusinessDay(row.getObject(1, LocalDate.class)), _ -> new HashMap<>())
            .merge(row.getLong(2), row.getLong(3), Long::sum);
      }
      return out;
    }
  }

  /** All numbers that days name. */
  static Collection<Long> keys(SortedMap<BusinessDay, Map<Long, Long>> days) {
    var out = new ArrayList<Long>();
    days.values().forEach(each -> out.addAll(each.keySet()));
    return out;
  }
}
