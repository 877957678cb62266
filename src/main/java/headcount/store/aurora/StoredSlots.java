package headcount.store.aurora;

import headcount.presence.StreamId;
import headcount.store.StoredSlot;
import headcount.store.aurora.Gathering.Range;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the database holds of a stream, slot by slot and broadcast by broadcast. */
final class StoredSlots {
  /** Broadcasts up to which each is looked up by itself. */
  private static final int FEW = 12;

  /**
   * How much later than it was ordered an end may be obeyed: a stream's node may be out of reach.
   */
  private static final Duration LATE_END = Duration.ofHours(1);

  private StoredSlots() {}

  /** Those that begin in the half-open range, in no order. */
  static List<StoredSlot> of(Connection connection, StreamId stream, Range range)
      throws SQLException {
    var from = Utc.of(range.from().toEpochMilli());
    var to = Utc.of(range.to().toEpochMilli());
    var began = began(connection, stream, from, to);
    if (began.isEmpty()) {
      return List.of();
    }
    var few = began.size() <= FEW;
    var statement = few ? Sql.list("stored_slots", began.size()) : Sql.of("stored_slots_of_many");
    try (var select = connection.prepareStatement(statement)) {
      var index = 1;
      if (few) {
        for (var key : began.keySet()) {
          select.setLong(index++, key);
        }
      } else {
        select.setString(index++, stream.text());
        select.setObject(index++, Utc.of(Collections.min(began.values())));
        select.setObject(index++, to);
      }
      select.setObject(index++, from);
      select.setObject(index, to);
      return read(select, began);
    }
  }

  /** When each broadcast began that may have been on in the half-open range, Unix ms. */
  private static Map<Long, Long> began(
      Connection connection, StreamId stream, LocalDateTime from, LocalDateTime to)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("broadcasts_on_of_stream"))) {
      select.setString(1, stream.text());
      select.setObject(2, to);
      select.setString(3, stream.text());
      select.setObject(4, from);
      select.setObject(5, from.minus(LATE_END));
      try (var row = select.executeQuery()) {
        var out = new HashMap<Long, Long>();
        while (row.next()) {
          out.put(row.getLong(1), Utc.millis(row, 2));
        }
        return out;
      }
    }
  }

  private static List<StoredSlot> read(PreparedStatement select, Map<Long, Long> began)
      throws SQLException {
    try (var row = select.executeQuery()) {
      var out = new ArrayList<StoredSlot>();
      while (row.next()) {
        var start = began.get(row.getLong(1));
        if (start == null) {
          continue; // it was over, but lies among others that were not
        }
        out.add(
            new StoredSlot(
                start,
                Utc.millis(row, 2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11)));
      }
      return out;
    }
  }
}
