package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.OnAir;
import headcount.audience.Sitting;
import headcount.audience.StoredStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads what is stored of one business day, broadcaster by broadcaster. Sessions that began before
 * the day before are not seen. Blocks; not thread-safe.
 */
final class DayReading {
  private static final int STREAMS_AT_ONCE = 500;

  private final Connection connection;
  private final BusinessDay day;

  DayReading(Connection connection, BusinessDay day) {
    this.connection = connection;
    this.day = day;
  }

  /**
   * Every broadcaster who has steps or sessions of the day, with the broadcasts that have steps.
   */
  SortedMap<Long, List<OnAir>> broadcasters() throws SQLException {
    var out = new TreeMap<Long, List<OnAir>>();
    try (var select = connection.prepareStatement(Sql.of("day_broadcasts"))) {
      range(select, 1);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          out.computeIfAbsent(row.getLong(2), _ -> new ArrayList<>())
              .add(new OnAir(row.getLong(1), Utc.millis(row, 3), Utc.millis(row, 4)));
        }
      }
    }
    try (var select = connection.prepareStatement(Sql.of("day_next_broadcaster"))) {
      range(select, 2);
      for (var next = next(select, 0); next > 0; next = next(select, next)) {
        out.computeIfAbsent(next, _ -> new ArrayList<>());
      }
    }
    return out;
  }

  /** The steps of these broadcasts, one after the other, each one's in the order of time. */
  void steps(List<OnAir> broadcasts, Consumer<StoredStep> each) throws SQLException {
    for (int i = 0; i < broadcasts.size(); i += STREAMS_AT_ONCE) {
      var some = broadcasts.subList(i, Math.min(broadcasts.size(), i + STREAMS_AT_ONCE));
      try (var select = connection.prepareStatement(Sql.list("day_steps", some.size()))) {
        var index = 1;
        for (var broadcast : some) {
          select.setLong(index++, broadcast.stream());
        }
        range(select, index);
        try (var row = select.executeQuery()) {
          while (row.next()) {
            each.accept(step(row));
          }
        }
      }
    }
  }

  /** A broadcaster's sittings by viewers, each one's in the order of time; read as they come. */
  void sittings(long broadcaster, Consumer<Sitting> each) throws SQLException {
    try (var select =
        connection.prepareStatement(
            Sql.of("day_sittings"), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      select.setFetchSize(Integer.MIN_VALUE); // row by row instead of all at once
      select.setObject(1, day.date());
      select.setLong(2, broadcaster);
      select.setObject(3, Utc.of(day.plus(-1).start().toEpochMilli()));
      range(select, 5, 4);
      select.setObject(6, Utc.of(day.start().toEpochMilli()));
      try (var row = select.executeQuery()) {
        while (row.next()) {
          var from = Utc.millis(row, 6);
          each.accept(
              new Sitting(
                  row.getLong(1),
                  row.getInt(2) == 1,
                  row.getBoolean(3),
                  row.getLong(4),
                  row.getLong(5),
                  from,
                  from + row.getLong(7),
                  RecordRows.cut(row.getInt(8))));
        }
      }
    }
  }

  private static StoredStep step(ResultSet row) throws SQLException {
    return new StoredStep(
        row.getLong(1),
        Utc.millis(row, 2),
        row.getLong(3),
        row.getLong(4),
        row.getObject(5, Long.class),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }

  private static long next(PreparedStatement select, long after) throws SQLException {
    select.setLong(1, after);
    try (var row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void range(PreparedStatement statement, int first) throws SQLException {
    range(statement, first, first + 1);
  }

  private void range(PreparedStatement statement, int start, int end) throws SQLException {
    statement.setObject(start, Utc.of(day.start().toEpochMilli()));
    statement.setObject(end, Utc.of(day.end().toEpochMilli()));
  }
}
