package headcount.store.aurora;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import headcount.store.Titles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Titles from a reader. One that was asked for within minutes is told at once, and asked for again
 * behind whoever finds it older than some seconds; one that changed on this node is forgotten.
 * Thread-safe.
 */
final class AuroraTitles implements Titles {
  private static final Duration YOUNG = Duration.ofSeconds(5);
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final long MOST = 100_000;

  private record Key(Kind kind, String id) {}

  private final Pools pools;
  private final TitlesAgain<Key> again;
  private final AsyncLoadingCache<Key, String> cache;

  AuroraTitles(Pools pools) {
    this.pools = pools;
    this.again = new TitlesAgain<>(this::asked);
    this.cache =
        Caffeine.newBuilder()
            .refreshAfterWrite(YOUNG)
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST)
            .buildAsync(new Loader());
  }

  @Override
  public CompletionStage<Map<String, String>> of(Kind kind, Collection<String> ids) {
    var keys = ids.stream().map(id -> new Key(kind, id)).toList();
    return cache
        .getAll(keys)
        .thenApply(
            found -> {
              var out = new HashMap<String, String>();
              found.forEach((key, title) -> out.put(key.id, title));
              return out;
            });
  }

  private final class Loader
      implements com.github.benmanes.caffeine.cache.AsyncCacheLoader<Key, String> {
    @Override
    public CompletableFuture<? extends @Nullable String> asyncLoad(Key key, Executor executor) {
      return asyncLoadAll(Set.of(key), executor).thenApply(found -> found.get(key));
    }

    @Override
    public CompletableFuture<Map<Key, String>> asyncLoadAll(
        Set<? extends Key> keys, Executor executor) {
      return asked(keys).toCompletableFuture();
    }

    @Override
    public CompletableFuture<? extends @Nullable String> asyncReload(
        Key key, String old, Executor executor) {
      return again.of(key, old);
    }
  }

  /** Its title has changed. */
  void changed(Kind kind, String id) {
    cache.synchronous().invalidate(new Key(kind, id));
  }

  private CompletionStage<Map<Key, String>> asked(Set<? extends Key> keys) {
    return pools.read(Pools.Job.RANKING, connection -> loaded(connection, keys));
  }

  private static Map<Key, String> loaded(Connection connection, Set<? extends Key> keys)
      throws SQLException {
    var out = new HashMap<Key, String>();
    for (var kind : Kind.values()) {
      var ids = new ArrayList<String>();
      keys.stream().filter(key -> key.kind() == kind).forEach(key -> ids.add(key.id()));
      if (!ids.isEmpty()) {
        var name = kind.name().toLowerCase(Locale.ROOT) + "_titles";
        try (var select = connection.prepareStatement(Sql.list(name, ids.size()))) {
          for (int i = 0; i < ids.size(); i++) {
            select.setString(i + 1, ids.get(i));
          }
          try (var rows = select.executeQuery()) {
            while (rows.next()) {
              out.put(new Key(kind, rows.getString(1)), rows.getString(2));
            }
          }
        }
      }
    }
    return out;
  }
}
