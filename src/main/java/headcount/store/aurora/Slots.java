package headcount.store.aurora;

import headcount.audience.OnAir;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code viewer_history} holds of some broadcasts, slot by slot. */
final class Slots {
  /** The sums of a slot over broadcasts; peak and low are null where no instant was exact. */
  record Slot(
      long atMillis,
      long viewerSeconds,
      long observed,
      long live,
      long recovering,
      long joins,
      long leaves,
      @Nullable Long peak,
      @Nullable Long low) {}

  private Slots() {}

  /** Every broadcast that the statement finds for the id. */
  static List<OnAir> broadcasts(Connection connection, String statement, String id)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of(statement))) {
      select.setString(1, id);
      try (var rows = select.executeQuery()) {
        var out = new ArrayList<OnAir>();
        while (rows.next()) {
          out.add(new OnAir(rows.getLong(1), Utc.millis(rows, 2), Utc.millis(rows, 3)));
        }
        return out;
      }
    }
  }

  /** Those that were on in the half-open range. */
  static List<OnAir> within(List<OnAir> broadcasts, Instant from, Instant to) {
    return broadcasts.stream()
        .filter(each -> each.started() < to.toEpochMilli())
        .filter(each -> each.ended() == 0 || each.ended() > from.toEpochMilli())
        .toList();
  }

  /** Their slots that begin in the half-open range, in order; none of no broadcast. */
  static List<Slot> of(Connection connection, List<OnAir> broadcasts, Instant from, Instant to)
      throws SQLException {
    if (broadcasts.isEmpty()) {
      return List.of();
    }
    try (var select = connection.prepareStatement(Sql.list("history_slots", broadcasts.size()))) {
      var index = 1;
      for (var broadcast : broadcasts) {
        select.setLong(index++, broadcast.stream());
      }
      select.setObject(index++, Utc.of(from.toEpochMilli()));
      select.setObject(index, Utc.of(to.toEpochMilli()));
      try (var row = select.executeQuery()) {
        var out = new ArrayList<Slot>();
        while (row.next()) {
          out.add(
              new Slot(
                  Utc.millis(row, 1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getObject(8, Long.class),
                  row.getObject(9, Long.class)));
        }
        return out;
      }
    }
  }
}
