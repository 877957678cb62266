package headcount.store.redis;

import headcount.audience.Rankings.CursorExpired;
import headcount.presence.CategoryId;
import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.RankSnapshots.Snapshot;
import headcount.store.redis.Standing.Seat;
import headcount.store.redis.StandingCopies.Ranking;
import headcount.store.redis.Standings.Newest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages of rankings: the first from the newest standing, the next ones from its snapshot in
 * Redis, so that any node can serve them. Thread-safe.
 */
final class RankPages {
  private final RankReader ranks;
  private final RankSnapshots snapshots;
  private final Standings standings;

  RankPages(RankReader ranks, RankSnapshots snapshots, Standings standings) {
    this.ranks = ranks;
    this.snapshots = snapshots;
    this.standings = standings;
  }

  /**
   * Consecutive places of a snapshot.
   *
   * @param offset of the first one, from 0
   * @param hit whether the snapshot stood already
   */
  record Part<T>(Snapshot snapshot, int offset, List<T> items, boolean hit) {
    <U> Part<U> of(List<U> others) {
      return new Part<>(snapshot, offset, others, hit);
    }
  }

  /** Streams by that rank; of all categories where none is named. */
  CompletionStage<Part<Seat>> streams(
      String rank, @Nullable CategoryId category, int limit, @Nullable String cursor) {
    var rankKey = Keys.rank(rank, category);
    return cursor == null
        ? standings.of(rank).thenCompose(newest -> top(newest, rankKey, category, limit))
        : next(rankKey, limit, cursor).thenCompose(this::seated);
  }

  /** Groups of streams by their viewers. */
  CompletionStage<Part<Place>> groups(
      String rankKey, Function<Standing, List<Place>> groups, int limit, @Nullable String cursor) {
    return cursor == null
        ? standings
            .of(Keys.RANK_VIEWERS)
            .thenCompose(newest -> first(newest, rankKey, groups, Function.identity(), limit))
        : next(rankKey, limit, cursor);
  }

  /** The first places; those of all streams are in Redis before the standing is here. */
  private CompletionStage<Part<Seat>> top(
      Newest newest, String rankKey, @Nullable CategoryId category, int limit) {
    if (category == null && !newest.whole().isDone()) {
      return read(newest.snapshot(), 0, limit, newest.hit()).thenCompose(this::seated);
    }
    return first(newest, rankKey, standing -> standing.streams(category), Seat::place, limit);
  }

  private <T> CompletionStage<Part<T>> first(
      Newest newest,
      String rankKey,
      Function<Standing, List<T>> all,
      Function<T, Place> place,
      int limit) {
    return newest
        .whole()
        .thenCompose(
            copies -> {
              var items = all.apply(copies.standing());
              var first = items.subList(0, Math.min(limit, items.size()));
              var snapshot = copies.snapshot(rankKey, items.size());
              var part = new Part<>(snapshot, 0, first, newest.hit());
              if (items.size() <= limit) {
                return CompletableFuture.completedFuture(part);
              }
              var ranking = new Ranking(rankKey, it -> all.apply(it).stream().map(place).toList());
              return copies.forCursor(ranking, snapshots.now()).thenApply(_ -> part);
            });
  }

  private CompletionStage<Part<Place>> next(String rankKey, int limit, String cursor) {
    try {
      var at = RankCursor.read(cursor, rankKey);
      return snapshots.of(at).thenCompose(snapshot -> read(snapshot, at.offset(), limit, true));
    } catch (CursorExpired e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Part<Place>> read(Snapshot snapshot, int offset, int limit, boolean hit) {
    return snapshots
        .places(snapshot, offset, limit)
        .thenApply(places -> new Part<>(snapshot, offset, places, hit));
  }

  private CompletionStage<Part<Seat>> seated(Part<Place> places) {
    if (places.items.isEmpty()) {
      return CompletableFuture.completedFuture(places.of(List.of()));
    }
    return ranks
        .abouts(places.items)
        .thenApply(
            abouts ->
                places.of(
                    places.items.stream()
                        .map(place -> Seat.of(place, abouts.get(place.member())))
                        .toList()));
  }
}
