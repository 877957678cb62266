package headcount.store.redis;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import headcount.store.redis.RankSnapshots.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The newest standing of each order. It serves new first pages for as long as snapshots may; who
 * asks in the second half of that time has it renewed behind him, so that where questions are
 * frequent nobody waits for one. One of an order is made at a time. Thread-safe.
 */
final class Standings {
  private final RedisLink link;
  private final RankSnapshots snapshots;
  private final InstantSource clock;
  private final AsyncLoadingCache<String, Made> newest;

  Standings(
      RedisLink link, RankSnapshots snapshots, RedisSettings.Ranks settings, InstantSource clock) {
    this.link = link;
    this.snapshots = snapshots;
    this.clock = clock;
    this.newest =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<String, Made>writing((_, made) -> left(made, settings.snapshotEvery())))
            .refreshAfterWrite(settings.snapshotEvery().dividedBy(2))
            .ticker(() -> clock.millis() * 1_000_000L)
            .executor(Runnable::run)
            .buildAsync(new Loader());
  }

  /**
   * A snapshot and, after a moment, all of it.
   *
   * @param hit whether it stood already
   */
  record Newest(Snapshot snapshot, CompletableFuture<Standing> whole, boolean hit) {}

  private record Made(Snapshot snapshot, CompletableFuture<Standing> whole) {}

  /** That order's; fails as Redis does. */
  CompletionStage<Newest> of(String rankKey) {
    var mine = new AtomicBoolean();
    return newest
        .get(
            rankKey,
            (_, _) -> {
              mine.set(true);
              return first(rankKey);
            })
        .thenApply(made -> new Newest(made.snapshot, made.whole, !mine.get()));
  }

  private Duration left(Made made, Duration served) {
    return served.minusMillis(clock.millis() - made.snapshot.asOfMillis());
  }

  /** One that could not be read whole serves nobody else. */
  private CompletableFuture<Made> first(String rankKey) {
    return made(rankKey)
        .thenApply(
            made -> {
              var _ =
                  made.whole.whenComplete(
                      (_, failure) -> {
                        if (failure != null) {
                          newest.synchronous().invalidate(rankKey);
                        }
                      });
              return made;
            });
  }

  private CompletableFuture<Made> made(String rankKey) {
    return snapshots
        .copy(rankKey)
        .thenApply(snapshot -> new Made(snapshot, whole(snapshot)))
        .toCompletableFuture();
  }

  private CompletableFuture<Standing> whole(Snapshot snapshot) {
    var abouts = link.call(c -> c.hgetall(Keys.RANK_ABOUT));
    return snapshots
        .all(snapshot)
        .thenCombineAsync(
            abouts,
            (places, about) -> new Standing(snapshot, places, about),
            Thread::startVirtualThread)
        .toCompletableFuture();
  }

  private final class Loader implements AsyncCacheLoader<String, Made> {
    @Override
    public CompletableFuture<Made> asyncLoad(String rankKey, Executor executor) {
      return first(rankKey);
    }

    /**
     * Takes the place of the one before when it is whole; if it fails, that one ends in its time.
     */
    @Override
    public CompletableFuture<Made> asyncReload(String rankKey, Made before, Executor executor) {
      return made(rankKey)
          .thenCompose(made -> made.whole.thenApply(_ -> made))
          .exceptionally(_ -> before);
    }
  }
}
