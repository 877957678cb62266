package headcount.store.aurora;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.AudienceRecord.Current;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.checkpoint.AudienceRecord.Watched;
import headcount.presence.EndedBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A batch of records as rows of four tables, sorted by their keys so that two batches at once
 * cannot wait for each other in a circle.
 */
final class RecordRows {
  private static final long LONGEST_WATCH = 4_294_967_295L;

  private record User(boolean anonymous, LocalDate first, LocalDate last) {}

  private final TreeMap<Long, User> users = new TreeMap<>();
  private final TreeMap<SortKey, Object[]> sessions = new TreeMap<>();
  private final TreeMap<SortKey, List<Object[]>> history = new TreeMap<>();
  private final TreeMap<SortKey, List<Object[]>> currents = new TreeMap<>();

  private record SortKey(long first, long second, long third, long fourth)
      implements Comparable<SortKey> {
    @Override
    public int compareTo(SortKey o) {
      var by = Long.compare(first, o.first);
      by = by != 0 ? by : Long.compare(second, o.second);
      by = by != 0 ? by : Long.compare(third, o.third);
      return by != 0 ? by : Long.compare(fourth, o.fourth);
    }
  }

  /** Looks the keys up; the connection commits at once. */
  static RecordRows of(List<AudienceRecord> records, Dimensions dimensions, Connection connection)
      throws SQLException {
    var rows = new RecordRows();
    for (var record : records) {
      var keys = dimensions.broadcast(connection, record.stream(), record.broadcast());
      switch (record) {
        case Watched w -> rows.add(w, keys);
        case HistoryStep h ->
            rows.add(h, keys, dimensions.category(connection, h.broadcast().category()));
        case Current c ->
            rows.add(c, keys, dimensions.category(connection, c.broadcast().category()));
      }
    }
    return rows;
  }

  /** Writes them all; the caller commits. */
  void write(Connection connection) throws SQLException {
    var viewers = new ArrayList<Object[]>();
    users.forEach(
        (id, user) ->
            viewers.add(new Object[] {id, user.anonymous ? 1 : 0, user.first, user.last}));
    Rows.write(connection, "upsert_users", viewers);
    Rows.write(connection, "upsert_sessions", List.copyOf(sessions.values()));
    Rows.write(
        connection, "upsert_history", history.values().stream().flatMap(List::stream).toList());
    Rows.write(
        connection, "upsert_current", currents.values().stream().flatMap(List::stream).toList());
  }

  private void add(Watched w, Dimensions.Keys keys) {
    var watched = Math.min(LONGEST_WATCH, Math.max(0, w.endedAtMillis() - w.joinedAtMillis()));
    var first = Utc.businessDay(w.joinedAtMillis());
    var last = Utc.businessDay(Math.max(w.joinedAtMillis(), w.endedAtMillis()));
    users.merge(
        w.viewer().value(),
        new User(w.anonymous(), first, last),
        (a, b) ->
            new User(
                a.anonymous,
                a.first.isBefore(b.first) ? a.first : b.first,
                a.last.isAfter(b.last) ? a.last : b.last));
    var row =
        new Object[] {
          Utc.of(w.joinedAtMillis()),
          keys.broadcaster(),
          keys.stream(),
          w.session().value(),
          w.viewer().value(),
          watched,
          code(w.endedBy())
        };
    sessions.merge(
        new SortKey(keys.broadcaster(), keys.stream(), w.joinedAtMillis(), w.session().value()),
        row,
        (a, b) -> (long) b[5] > (long) a[5] ? b : a);
  }

  private void add(HistoryStep h, Dimensions.Keys keys, long category) {
    history
        .computeIfAbsent(new SortKey(keys.stream(), h.atMillis(), 0, 0), _ -> new ArrayList<>())
        .add(
            new Object[] {
              keys.stream(),
              Utc.of(h.atMillis()),
              category,
              keys.broadcaster(),
              h.viewerSeconds(),
              h.anonymousSeconds(),
              h.peak(),
              h.low(),
              h.joins(),
              h.leaves(),
              h.liveSeconds(),
              h.observedSeconds(),
              h.recoveringSeconds(),
              h.epoch()
            });
  }

  private void add(Current c, Dimensions.Keys keys, long category) {
    currents
        .computeIfAbsent(new SortKey(keys.stream(), 0, 0, 0), _ -> new ArrayList<>())
        .add(
            new Object[] {
              keys.stream(),
              category,
              keys.broadcaster(),
              c.viewers(),
              c.connections(),
              c.anonymous(),
              c.peak(),
              c.viewers30m(),
              c.quality(),
              c.live() ? 1 : 0,
              Utc.of(c.asOfMillis()),
              c.epoch(),
              c.version()
            });
  }

  /** Whether a session that so ended was not ended by its viewer. */
  static boolean cut(int endedBy) {
    return endedBy == code(EndedBy.ENDED) || endedBy == code(EndedBy.DRAIN);
  }

  /** What {@code ended_by} holds. */
  static int code(EndedBy by) {
    return switch (by) {
      case LEAVE -> 0;
      case CLOSE -> 1;
      case TIMEOUT -> 2;
      case ENDED -> 3;
      case NODE_LOST -> 4;
      case DRAIN -> 5;
    };
  }
}
