package headcount.store.redis;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import headcount.audience.Rankings.CursorExpired;
import headcount.audience.Rankings.Page;
import headcount.telemetry.Meters;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ZStoreArgs;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Copies of rankings that pages are read from. A copy's scores are negated, so that equal counts
 * come in the order of their ids; it lies in Redis, so that every node can serve its next page. One
 * copy of a ranking is made at a time. Thread-safe.
 */
final class RankSnapshots {
  private static final Duration TTL_MARGIN = Duration.ofSeconds(10);
  private static final int IN_ONE_COMMAND = 500;
  private static final long MOST = 10_000;

  /** A copy: its id, when it was made, how many places it has. */
  record Snapshot(String rankKey, String id, long asOfMillis, long size) {}

  /** A place: id (and words behind it, for groups) and count. */
  record Place(String member, long count) {}

  private final RedisLink link;
  private final Counter hits;
  private final Counter misses;
  private final InstantSource clock;
  private final RedisSettings.Ranks settings;
  private final AsyncCache<String, Snapshot> newest;

  RankSnapshots(RedisLink link, RedisSettings.Ranks settings, Meters meters, InstantSource clock) {
    this.hits = RedisAnswerCache.counter(meters, "rankings", "hit");
    this.misses = RedisAnswerCache.counter(meters, "rankings", "miss");
    this.link = link;
    this.clock = clock;
    this.settings = settings;
    this.newest =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.snapshotEvery())
            .ticker(() -> clock.millis() * 1_000_000L)
            .executor(Runnable::run)
            .maximumSize(MOST)
            .buildAsync();
  }

  /** The page of that cursor, or the first one of a snapshot that is young enough. */
  CompletionStage<Page<Place>> page(
      String rankKey, int limit, @Nullable String cursor, Maker maker) {
    if (cursor == null) {
      var mine = new AtomicBoolean();
      return newest
          .get(
              rankKey,
              (_, _) -> {
                mine.set(true);
                return made(rankKey, maker).toCompletableFuture();
              })
          .thenCompose(snapshot -> read(snapshot, 0, limit, !mine.get()));
    }
    try {
      var at = RankCursor.read(cursor, rankKey);
      var age = clock.millis() - at.issuedMillis();
      if (age > settings.cursorLife().toMillis()) {
        throw new CursorExpired();
      }
      return link.call(c -> c.zcard(Keys.snapshot(rankKey, at.snapshot())))
          .thenCompose(
              size ->
                  size == 0
                      ? CompletableFuture.failedFuture(new CursorExpired())
                      : read(
                          new Snapshot(rankKey, at.snapshot(), at.asOfMillis(), size),
                          at.offset(),
                          limit,
                          true));
    } catch (CursorExpired e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Fills the key of a new snapshot; completes with how many places it has. */
  interface Maker {
    CompletionStage<Long> fill(String key);
  }

  /** Copies a ranking within Redis: both lie in one slot. */
  CompletionStage<Long> copied(String rankKey, String key) {
    return link.call(c -> c.zunionstore(key, ZStoreArgs.Builder.weights(-1), rankKey));
  }

  /** Writes places, most first or not. */
  CompletionStage<Long> written(List<Place> places, String key) {
    var all = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < places.size(); i += IN_ONE_COMMAND) {
      var part = places.subList(i, Math.min(places.size(), i + IN_ONE_COMMAND));
      var scored = new Object[part.size() * 2];
      for (int j = 0; j < part.size(); j++) {
        scored[2 * j] = (double) -part.get(j).count();
        scored[2 * j + 1] = part.get(j).member();
      }
      all.add(link.call(c -> c.zadd(key, scored)).toCompletableFuture());
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(_ -> (long) places.size());
  }

  private CompletionStage<Snapshot> made(String rankKey, Maker maker) {
    var now = clock.millis();
    var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    var id = Long.toString(now, 36) + random;
    return maker
        .fill(Keys.snapshot(rankKey, id))
        .thenApply(size -> new Snapshot(rankKey, id, now, size));
  }

  private CompletionStage<Page<Place>> read(Snapshot snapshot, int offset, int limit, boolean hit) {
    (hit ? hits : misses).increment();
    var key = Keys.snapshot(snapshot.rankKey(), snapshot.id());
    var life = settings.cursorLife().plus(TTL_MARGIN);
    var kept = link.call(c -> c.pexpire(key, life));
    var places = link.call(c -> c.zrangeWithScores(key, offset, offset + limit - 1L));
    return kept.thenCombine(places, (_, scored) -> page(snapshot, offset, scored, hit));
  }

  private Page<Place> page(
      Snapshot snapshot, int offset, List<ScoredValue<String>> scored, boolean hit) {
    var items =
        scored.stream()
            .map(each -> new Place(each.getValue(), Math.round(-each.getScore())))
            .toList();
    var end = offset + items.size();
    var next =
        items.isEmpty() || end >= snapshot.size()
            ? null
            : new RankCursor(
                    snapshot.rankKey(), snapshot.id(), snapshot.asOfMillis(), end, clock.millis())
                .text();
    return new Page<>(snapshot.asOfMillis(), snapshot.id(), items, next, hit);
  }
}
