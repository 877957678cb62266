package headcount.store.aurora;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that stand for ids in the database; made where missing and remembered. Looks before
 * it inserts, because each refused insert would use up a number. Works on a connection that commits
 * at once, so that nothing is remembered that was rolled back. Thread-safe; blocks.
 */
final class Dimensions {
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /** The numbers of a broadcast; its broadcaster is the one it began with. */
  record Keys(long stream, long broadcaster) {}

  private record Broadcast(StreamId stream, long startedAtMillis) {}

  private final Cache<Broadcast, Keys> broadcasts = cache(200_000);
  private final Cache<CategoryId, Long> categories = cache(70_000);
  private final Cache<BroadcasterId, Long> broadcasters = cache(200_000);

  private static <K, V> Cache<K, V> cache(long size) {
    return Caffeine.newBuilder().maximumSize(size).expireAfterAccess(REMEMBERED).build();
  }

  /** Of a broadcast; one that nobody announced is called after its stream. */
  Keys broadcast(Connection connection, StreamId stream, BroadcastRef broadcast)
      throws SQLException {
    var key = new Broadcast(stream, broadcast.startedAtMillis());
    var known = broadcasts.getIfPresent(key);
    if (known == null) {
      known = found(connection, key);
      if (known == null) {
        made(connection, stream, broadcast);
        known = found(connection, key);
      }
      if (known == null) {
        throw new SQLException("broadcast of " + stream + " is neither found nor made");
      }
      broadcasts.put(key, known);
    }
    return known;
  }

  long category(Connection connection, CategoryId category) throws SQLException {
    var known = categories.getIfPresent(category);
    if (known == null) {
      known = named(connection, "category", category.text());
      categories.put(category, known);
    }
    return known;
  }

  long broadcaster(Connection connection, BroadcasterId broadcaster) throws SQLException {
    var known = broadcasters.getIfPresent(broadcaster);
    if (known == null) {
      known = named(connection, "broadcaster", broadcaster.text());
      broadcasters.put(broadcaster, known);
    }
    return known;
  }

  private void made(Connection connection, StreamId stream, BroadcastRef broadcast)
      throws SQLException {
    try (var insert = connection.prepareStatement(Sql.of("insert_stream"))) {
      insert.setString(1, stream.text());
      insert.setLong(2, broadcaster(connection, broadcast.broadcaster()));
      insert.setLong(3, category(connection, broadcast.category()));
      insert.setString(4, stream.text());
      insert.setObject(5, Utc.of(broadcast.startedAtMillis()));
      insert.executeUpdate();
    }
  }

  private static @Nullable Keys found(Connection connection, Broadcast key) throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("stream_keys"))) {
      select.setString(1, key.stream.text());
      select.setObject(2, Utc.of(key.startedAtMillis));
      try (var rows = select.executeQuery()) {
        return rows.next() ? new Keys(rows.getLong(1), rows.getLong(2)) : null;
      }
    }
  }

  private static long named(Connection connection, String kind, String id) throws SQLException {
    var known = number(connection, kind, id);
    if (known == 0) {
      try (var insert = connection.prepareStatement(Sql.of("insert_" + kind))) {
        insert.setString(1, id);
        insert.setString(2, id);
        insert.executeUpdate();
      }
      known = number(connection, kind, id);
    }
    if (known == 0) {
      throw new SQLException(kind + " " + id + " is neither found nor made");
    }
    return known;
  }

  /** Its number; 0 if there is none. */
  static long number(Connection connection, String kind, String id) throws SQLException {
    try (var select = connection.prepareStatement(Sql.of(kind + "_key"))) {
      select.setString(1, id);
      try (var rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
