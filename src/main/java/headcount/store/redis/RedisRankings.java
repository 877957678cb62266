package headcount.store.redis;

import headcount.audience.Rankings;
import headcount.presence.CategoryId;
import headcount.store.Titles;
import headcount.store.redis.RankPages.Part;
import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.Standing.Seat;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rankings from snapshots in Redis, titles from the catalogue; where that does not answer within a
 * second, ids stand for titles. In a popular ranking {@code viewers} is the 30-minute mean.
 * Thread-safe.
 */
final class RedisRankings implements Rankings {
  private static final String CATEGORIES = "rank:categories";
  private static final String BROADCASTERS = "rank:broadcasters";
  private static final long TITLES_MILLIS = 1_000;

  private final RankPages pages;
  private final RankSnapshots snapshots;
  private final Titles titles;
  private final Counter hits;
  private final Counter misses;

  RedisRankings(RankPages pages, RankSnapshots snapshots, Titles titles, Meters meters) {
    this.pages = pages;
    this.snapshots = snapshots;
    this.titles = titles;
    this.hits = RedisAnswerCache.counter(meters, "rankings", "hit");
    this.misses = RedisAnswerCache.counter(meters, "rankings", "miss");
  }

  @Override
  public CompletionStage<Page<RankedStream>> streams(
      Sort sort, @Nullable CategoryId category, int limit, @Nullable String cursor) {
    var rank =
        switch (sort) {
          case VIEWERS -> Keys.RANK_VIEWERS;
          case POPULAR -> Keys.RANK_POPULAR;
        };
    return pages.streams(rank, category, limit, cursor).thenCompose(it -> named(it, category));
  }

  @Override
  public CompletionStage<Page<RankedGroup>> categories(int limit, @Nullable String cursor) {
    return groups(CATEGORIES, Titles.Kind.CATEGORY, Standing::categories, limit, cursor);
  }

  @Override
  public CompletionStage<Page<RankedGroup>> broadcasters(int limit, @Nullable String cursor) {
    return groups(BROADCASTERS, Titles.Kind.BROADCASTER, Standing::broadcasters, limit, cursor);
  }

  private CompletionStage<Page<RankedStream>> named(
      Part<Seat> seats, @Nullable CategoryId category) {
    var ids = seats.items().stream().map(seat -> seat.place().member()).toList();
    return titles(Titles.Kind.STREAM, ids)
        .thenApply(
            names -> {
              var out = new ArrayList<RankedStream>();
              for (var seat : seats.items()) {
                var id = seat.place().member();
                out.add(
                    new RankedStream(
                        seats.offset() + out.size() + 1,
                        id,
                        names.getOrDefault(id, id),
                        category == null ? seat.category() : category.text(),
                        seat.broadcaster(),
                        seat.place().count()));
              }
              return page(seats.of(out));
            });
  }

  private CompletionStage<Page<RankedGroup>> groups(
      String rankKey,
      Titles.Kind kind,
      Function<Standing, List<Place>> groups,
      int limit,
      @Nullable String cursor) {
    return pages
        .groups(rankKey, groups, limit, cursor)
        .thenCompose(
            places -> {
              var ids = places.items().stream().map(place -> words(place)[0]).toList();
              return titles(kind, ids).thenApply(names -> page(named(places, names)));
            });
  }

  private static Part<RankedGroup> named(Part<Place> places, Map<String, String> names) {
    var out = new ArrayList<RankedGroup>();
    for (var place : places.items()) {
      var words = words(place);
      out.add(
          new RankedGroup(
              places.offset() + out.size() + 1,
              words[0],
              names.getOrDefault(words[0], words[0]),
              place.count(),
              Integer.parseInt(words[1])));
    }
    return places.of(out);
  }

  private <T> Page<T> page(Part<T> part) {
    (part.hit() ? hits : misses).increment();
    var of = part.snapshot();
    var end = part.offset() + part.items().size();
    var next = part.items().isEmpty() || end >= of.size() ? null : snapshots.cursor(of, end);
    return new Page<>(of.asOfMillis(), of.id(), part.items(), next, part.hit());
  }

  private CompletionStage<Map<String, String>> titles(Titles.Kind kind, List<String> ids) {
    if (ids.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    var asked = titles.of(kind, ids).toCompletableFuture();
    var inTime =
        asked.isDone()
            ? asked
            : asked.copy().completeOnTimeout(Map.of(), TITLES_MILLIS, TimeUnit.MILLISECONDS);
    return inTime.exceptionally(_ -> Map.of());
  }

  private static String[] words(Place place) {
    return place.member().split(" ", 2);
  }
}
