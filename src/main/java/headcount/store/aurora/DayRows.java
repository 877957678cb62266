package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.DailyFigures;
import headcount.audience.Scope;
import headcount.audience.ViewerSketch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one business day into {@code daily_statistics} and {@code audience_sketches}. Blocks; not
 * thread-safe.
 */
final class DayRows {
  private static final int ROWS_AT_ONCE = 100;
  private static final int WEEK = 7;

  private final Connection connection;
  private final BusinessDay day;
  private final boolean isFinal;
  private final LocalDateTime computedAt;
  private final List<Object[]> rows = new ArrayList<>();
  private final List<Object[]> sketches = new ArrayList<>();

  /**
   * @param isFinal whether nothing is expected any more
   */
  DayRows(Connection connection, BusinessDay day, boolean isFinal, Instant now) {
    this.connection = connection;
    this.day = day;
    this.isFinal = isFinal;
    this.computedAt = LocalDateTime.ofInstant(now.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
  }

  /** The viewers of each of the 7 days before are known. */
  boolean weekBeforeKnown() throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("days_known"))) {
      weekBefore(select, 1);
      try (var row = select.executeQuery()) {
        return row.next() && row.getInt(1) == WEEK;
      }
    }
  }

  /** A broadcaster's viewers of the 7 days before. */
  ViewerSketch viewersBefore(long broadcaster) throws SQLException {
    var before = new ArrayList<ViewerSketch>();
    try (var select = connection.prepareStatement(Sql.of("sketches_before"))) {
      select.setLong(1, broadcaster);
      weekBefore(select, 2);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          before.add(ViewerSketch.of(row.getBytes(1)));
        }
      }
    }
    return ViewerSketch.union(before);
  }

  /**
   * Writes the scope's day, at the latest with {@link #finish}. What its sessions would say stays
   * as it is where they are not held.
   *
   * @param returning how many had watched in the 7 days before; null if that is not known
   */
  void add(DailyFigures figures, @Nullable Long returning) throws SQLException {
    var row = counted(figures);
    var watched = figures.watched();
    if (watched != null) {
      row.addAll(
          Arrays.asList(
              watched.sessions(),
              watched.uniques(),
              watched.anonymous(),
              returning,
              watched.fresh()));
      row.addAll(watching(watched.watching()));
      sketches.add(
          new Object[] {
            day.date(),
            figures.scope().kind().code(),
            figures.scope().key(),
            watched.viewers().bytes(),
            watched.anonymousViewers().bytes()
          });
    }
    row.add(0); // the sums of weeks, made of all rows afterwards
    row.add(0);
    if (!rows.isEmpty() && rows.getFirst().length != row.size()) {
      flush();
    }
    rows.add(row.toArray());
    if (rows.size() >= ROWS_AT_ONCE) {
      flush();
    }
  }

  /**
   * Writes what is left.
   *
   * @param whole whether every row of the day was written; then others are removed
   */
  void finish(boolean whole) throws SQLException {
    flush();
    for (var scope : Scope.Kind.values()) {
      if (whole) {
        clear(scope.code());
      }
      weeks(connection, day, scope.code());
    }
  }

  /** Makes a scope's sums of weeks of that day anew. */
  static void weeks(Connection connection, BusinessDay day, int scope) throws SQLException {
    Transaction.of(
        connection,
        () -> {
          try (var update = connection.prepareStatement(Sql.of("day_weeks"))) {
            update.setObject(1, day.plus(1 - WEEK).date());
            update.setObject(2, day.plus(1 - WEEK).date());
            update.setInt(3, scope);
            update.setObject(4, day.plus(1 - 2 * WEEK).date());
            update.setObject(5, day.date());
            update.setInt(6, scope);
            update.setObject(7, day.date());
            update.executeUpdate();
          }
        });
  }

  private List<@Nullable Object> counted(DailyFigures figures) {
    var counted = figures.counted();
    var peakAt = counted.peakAt();
    return new ArrayList<>(
        Arrays.asList(
            day.date(),
            figures.scope().kind().code(),
            figures.scope().key(),
            figures.category(),
            figures.broadcaster(),
            counted.viewerSeconds(),
            counted.liveSeconds(),
            counted.observedSeconds(),
            counted.recoveringSeconds(),
            counted.airtimeSeconds(),
            Math.round(counted.averageSeconds()),
            counted.peak(),
            Optional.ofNullable(peakAt).map(at -> Utc.of(at.toEpochMilli())).orElse(null),
            counted.broadcasts(),
            HoursText.viewerSeconds(counted.hours()),
            HoursText.others(counted.hours()),
            isFinal ? 1 : 0,
            computedAt));
  }

  private static List<@Nullable Object> watching(DailyFigures.@Nullable Watching watching) {
    return watching == null
        ? Arrays.asList(null, null, null, null)
        : List.of(
            watching.medianSeconds(),
            watching.seconds(),
            watching.retention().episodes(),
            RetentionText.write(watching.retention()));
  }

  private void flush() throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    var statement = sketches.isEmpty() ? "upsert_daily_counted" : "upsert_daily";
    Transaction.of(
        connection,
        () -> {
          Rows.write(connection, statement, rows);
          Rows.write(connection, "upsert_sketches", sketches);
        });
    rows.clear();
    sketches.clear();
  }

  private void clear(int scope) throws SQLException {
    Transaction.of(
        connection,
        () -> {
          try (var delete = connection.prepareStatement(Sql.of("day_clear"))) {
            delete.setInt(1, scope);
            delete.setObject(2, day.date());
            delete.setObject(3, computedAt);
            delete.executeUpdate();
          }
          try (var delete = connection.prepareStatement(Sql.of("day_clear_sketches"))) {
            delete.setInt(1, scope);
            delete.setObject(2, day.date());
            delete.executeUpdate();
          }
        });
  }

  private void weekBefore(PreparedStatement statement, int index) throws SQLException {
    statement.setObject(index, day.plus(-WEEK).date());
    statement.setObject(index + 1, day.date());
  }
}
