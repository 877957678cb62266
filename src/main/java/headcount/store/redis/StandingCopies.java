package headcount.store.redis;

import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.RankSnapshots.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rankings of a standing lie in Redis, where any node reads their next pages. Thread-safe.
 */
final class StandingCopies {
  private final RankSnapshots snapshots;
  private final Standing standing;
  private final @Nullable String lying;
  private final Map<String, Copy> copies = new ConcurrentHashMap<>();

  /** One way to order a standing. */
  record Ranking(String rankKey, Function<Standing, List<Place>> places) {}

  /** A ranking on its way to Redis, and when somebody was last given a cursor to it. */
  private static final class Copy {
    private static final long NEVER = -1;

    private final Ranking ranking;
    private final CompletionStage<?> written;
    private volatile long askedMillis = NEVER;

    Copy(Ranking ranking, CompletionStage<?> written) {
      this.ranking = ranking;
      this.written = written;
    }
  }

  /**
   * Those of that standing.
   *
   * @param lying the ranking that is in Redis already
   */
  StandingCopies(RankSnapshots snapshots, Standing standing, @Nullable String lying) {
    this.snapshots = snapshots;
    this.standing = standing;
    this.lying = lying;
  }

  Standing standing() {
    return standing;
  }

  /** The snapshot that a ranking's copy is. */
  Snapshot snapshot(String rankKey, int size) {
    var of = standing.snapshot();
    return new Snapshot(rankKey, of.id(), of.asOfMillis(), size);
  }

  /** Completes when the ranking is in Redis to stay as long as a cursor that is handed out now. */
  CompletionStage<?> forCursor(Ranking ranking, long nowMillis) {
    var copy = copy(ranking);
    if (nowMillis - copy.askedMillis >= RankSnapshots.KEPT_EVERY.toMillis()) {
      copy.askedMillis = nowMillis;
      snapshots.keep(snapshot(ranking.rankKey, 0));
    }
    return copy.written;
  }

  /** Brings what was asked of the standing before, one ranking after the other. */
  CompletionStage<?> prepare(StandingCopies before) {
    CompletionStage<?> all = CompletableFuture.completedFuture(true);
    for (var each : before.copies.values()) {
      if (each.askedMillis != Copy.NEVER) {
        all = all.thenCompose(_ -> copy(each.ranking).written);
      }
    }
    return all;
  }

  /** The first who asks brings it; where that fails, the next one does. */
  private Copy copy(Ranking ranking) {
    var copy = copies.computeIfAbsent(ranking.rankKey, _ -> new Copy(ranking, write(ranking)));
    var _ =
        copy.written.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                copies.remove(ranking.rankKey, copy);
              }
            });
    return copy;
  }

  private CompletionStage<?> write(Ranking ranking) {
    if (ranking.rankKey.equals(lying)) {
      return CompletableFuture.completedFuture(true);
    }
    var places = ranking.places.apply(standing);
    return snapshots.write(snapshot(ranking.rankKey, places.size()), places);
  }
}
