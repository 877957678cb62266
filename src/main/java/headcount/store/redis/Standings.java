package headcount.store.redis;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.RankSnapshots.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest standing of each order. It serves new first pages for as long as snapshots may; who
 * asks for any in the last quarter of that time has it renewed behind him, so that where questions
 * are frequent nobody waits for one. Then what was asked of the one before is in Redis before the
 * new one serves, and all is read and written in pieces: other commands come in between. One of an
 * order is made at a time. Thread-safe.
 */
final class Standings {
  private static final long RENEWED_PERCENT = 75;
  private static final List<String> ORDERS = List.of(Keys.RANK_VIEWERS, Keys.RANK_POPULAR);

  private final RankReader ranks;
  private final RankSnapshots snapshots;
  private final Consumer<Standing> renewal;
  private final InstantSource clock;
  private final AsyncLoadingCache<String, Made> newest;

  /**
   * None yet.
   *
   * @param renewal is told of each that takes another one's place
   */
  Standings(
      RankReader ranks,
      RankSnapshots snapshots,
      Consumer<Standing> renewal,
      RedisSettings.Ranks settings,
      InstantSource clock) {
    this.renewal = renewal;
    this.ranks = ranks;
    this.snapshots = snapshots;
    this.clock = clock;
    this.newest =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<String, Made>writing((_, made) -> left(made, settings.snapshotEvery())))
            .refreshAfterWrite(
                settings.snapshotEvery().multipliedBy(RENEWED_PERCENT).dividedBy(100))
            .ticker(() -> clock.millis() * 1_000_000L)
            .executor(Runnable::run)
            .buildAsync(new Loader());
  }

  /**
   * A snapshot and, after a moment, all of it.
   *
   * @param hit whether it stood already
   */
  record Newest(Snapshot snapshot, CompletableFuture<StandingCopies> whole, boolean hit) {}

  private record Made(Snapshot snapshot, CompletableFuture<StandingCopies> whole) {}

  /** That order's; fails as Redis does. Renews the others, too, where they are made. */
  CompletionStage<Newest> of(String rankKey) {
    for (var other : ORDERS) {
      if (newest.getIfPresent(other) != null) {
        var _ = newest.get(other, (_, _) -> first(other));
      }
    }
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

  /** Is here as soon as the first page can be read of it, and whole later. */
  private CompletableFuture<Made> made(String rankKey) {
    return snapshots
        .copy(rankKey)
        .thenApply(snapshot -> new Made(snapshot, whole(snapshot)))
        .toCompletableFuture();
  }

  private CompletableFuture<StandingCopies> whole(Snapshot snapshot) {
    return snapshots
        .all(snapshot)
        .thenCompose(places -> standing(snapshot, places, _ -> null))
        .thenApply(standing -> new StandingCopies(snapshots, standing, snapshot.rankKey()))
        .toCompletableFuture();
  }

  private CompletionStage<Standing> standing(
      Snapshot snapshot, List<Place> places, Function<String, @Nullable String> before) {
    return ranks
        .abouts(places)
        .thenApplyAsync(
            abouts -> {
              // who ended since the places were read is told of as before
              places.forEach(place -> abouts.computeIfAbsent(place.member(), before));
              return new Standing(snapshot, places, abouts);
            },
            Thread::startVirtualThread);
  }

  private CompletionStage<Made> renewed(StandingCopies before) {
    var begun = snapshots.begun(before.standing().snapshot().rankKey());
    return ranks
        .places(begun.rankKey())
        .thenCompose(places -> standing(begun.of(places.size()), places, before.standing()::about))
        .thenCompose(
            standing -> {
              var copies = new StandingCopies(snapshots, standing, null);
              return copies.prepare(before).thenApply(_ -> copies);
            })
        .thenApply(
            copies -> {
              renewal.accept(copies.standing());
              return new Made(
                  copies.standing().snapshot(), CompletableFuture.completedFuture(copies));
            });
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
      return before.whole.thenCompose(Standings.this::renewed).exceptionally(_ -> before);
    }
  }
}
