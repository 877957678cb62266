package headcount.store.redis;

import headcount.audience.Rankings;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.store.Titles;
import headcount.store.redis.RankSnapshots.Place;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rankings from snapshots in Redis, titles from the catalogue; where that does not answer within a
 * second, ids stand for titles. In a popular ranking {@code viewers} is the 30-minute mean.
 * Thread-safe.
 */
final class RedisRankings implements Rankings {
  private static final String CATEGORIES = "rank:categories";
  private static final String BROADCASTERS = "rank:broadcasters";

  private record About(String category, String broadcaster) {
    static About of(@Nullable String text) {
      var words = text == null ? new String[0] : text.split(" ", 2);
      return words.length < 2
          ? new About(CategoryId.UNCATEGORIZED.text(), BroadcasterId.UNKNOWN.text())
          : new About(words[0], words[1]);
    }
  }

  private static final long TITLES_MILLIS = 1_000;

  private final RedisLink link;
  private final RankSnapshots snapshots;
  private final Titles titles;

  RedisRankings(RedisLink link, RankSnapshots snapshots, Titles titles) {
    this.link = link;
    this.snapshots = snapshots;
    this.titles = titles;
  }

  @Override
  public CompletionStage<Page<RankedStream>> streams(
      Sort sort, @Nullable CategoryId category, int limit, @Nullable String cursor) {
    var rank =
        switch (sort) {
          case VIEWERS -> Keys.RANK_VIEWERS;
          case POPULAR -> Keys.RANK_POPULAR;
        };
    var rankKey = Keys.rank(rank, category);
    return snapshots
        .page(rankKey, limit, cursor, key -> snapshots.copied(rankKey, key))
        .thenCompose(page -> named(page, offset(cursor, rankKey), category));
  }

  @Override
  public CompletionStage<Page<RankedGroup>> categories(int limit, @Nullable String cursor) {
    return groups(CATEGORIES, Titles.Kind.CATEGORY, limit, cursor);
  }

  @Override
  public CompletionStage<Page<RankedGroup>> broadcasters(int limit, @Nullable String cursor) {
    return groups(BROADCASTERS, Titles.Kind.BROADCASTER, limit, cursor);
  }

  private CompletionStage<Page<RankedStream>> named(
      Page<Place> page, int offset, @Nullable CategoryId category) {
    var ids = page.items().stream().map(Place::member).toList();
    if (ids.isEmpty()) {
      return CompletableFuture.completedFuture(page.of(List.of()));
    }
    var about = link.call(c -> c.hmget(Keys.RANK_ABOUT, ids.toArray(String[]::new)));
    return about.thenCombine(
        titles(Titles.Kind.STREAM, ids),
        (abouts, names) -> {
          var out = new ArrayList<RankedStream>();
          for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            var each = About.of(valueOf(abouts.get(i)));
            out.add(
                new RankedStream(
                    offset + i + 1,
                    id,
                    names.getOrDefault(id, id),
                    category == null ? each.category : category.text(),
                    each.broadcaster,
                    page.items().get(i).count()));
          }
          return page.of(out);
        });
  }

  private CompletionStage<Page<RankedGroup>> groups(
      String rankKey, Titles.Kind kind, int limit, @Nullable String cursor) {
    return snapshots
        .page(rankKey, limit, cursor, key -> summed(kind, key))
        .thenCompose(
            page -> {
              var ids = page.items().stream().map(place -> words(place)[0]).toList();
              return titles(kind, ids)
                  .thenApply(names -> groupPage(page, offset(cursor, rankKey), names));
            });
  }

  private static Page<RankedGroup> groupPage(
      Page<Place> page, int offset, Map<String, String> names) {
    var out = new ArrayList<RankedGroup>();
    for (int i = 0; i < page.items().size(); i++) {
      var place = page.items().get(i);
      var words = words(place);
      out.add(
          new RankedGroup(
              offset + i + 1,
              words[0],
              names.getOrDefault(words[0], words[0]),
              place.count(),
              Integer.parseInt(words[1])));
    }
    return page.of(out);
  }

  /** Sums the streams by group; a member is the group's id and its number of streams. */
  private CompletionStage<Long> summed(Titles.Kind kind, String key) {
    var all = link.call(c -> c.zrangeWithScores(Keys.RANK_VIEWERS, 0, -1));
    var about = link.call(c -> c.hgetall(Keys.RANK_ABOUT));
    return all.thenCombine(about, (scored, abouts) -> sums(kind, scored, abouts))
        .thenCompose(places -> snapshots.written(places, key));
  }

  private static List<Place> sums(
      Titles.Kind kind, List<ScoredValue<String>> scored, Map<String, String> abouts) {
    var viewers = new HashMap<String, Long>();
    var streams = new HashMap<String, Integer>();
    for (var each : scored) {
      var about = About.of(abouts.get(each.getValue()));
      var group = kind == Titles.Kind.CATEGORY ? about.category : about.broadcaster;
      viewers.merge(group, Math.round(each.getScore()), Long::sum);
      streams.merge(group, 1, Integer::sum);
    }
    return viewers.entrySet().stream()
        .map(each -> new Place(each.getKey() + " " + streams.get(each.getKey()), each.getValue()))
        .toList();
  }

  private CompletionStage<Map<String, String>> titles(Titles.Kind kind, List<String> ids) {
    return titles
        .of(kind, ids)
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(Map.of(), TITLES_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(_ -> Map.of());
  }

  private static String[] words(Place place) {
    return place.member().split(" ", 2);
  }

  private static int offset(@Nullable String cursor, String rankKey) {
    return cursor == null ? 0 : RankCursor.read(cursor, rankKey).offset();
  }

  private static @Nullable String valueOf(KeyValue<String, String> field) {
    return field.hasValue() ? field.getValue() : null;
  }
}
