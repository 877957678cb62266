package headcount.store.redis;

import headcount.presence.BroadcastRef;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings changed ranks to Redis, many in one command. Ranks that could not be written wait for the
 * next round, the newest of each stream only. Thread-safe.
 */
final class RankWriter {
  private static final int IN_ONE_COMMAND = 500;

  /**
   * A stream's place.
   *
   * @param left categories that it is to be taken out of
   */
  private record Rank(BroadcastRef broadcast, int viewers, int mean, Set<CategoryId> left) {
    /** This one, written after {@code older}. */
    Rank after(@Nullable Rank older) {
      if (older == null) {
        return this;
      }
      var all = new HashSet<>(left);
      all.addAll(older.left);
      all.add(older.broadcast.category());
      all.remove(broadcast.category());
      return new Rank(broadcast, viewers, mean, all);
    }
  }

  private final RedisLink link;
  private final Map<StreamId, Rank> waiting = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable CompletionStage<Void>> writing = new AtomicReference<>();

  RankWriter(RedisLink link) {
    this.link = link;
  }

  /**
   * A stream's rank from now on; no viewer: none.
   *
   * @param former the category that it stood under; empty if none
   */
  void put(StreamId stream, BroadcastRef broadcast, int viewers, int mean, String former) {
    var left = new HashSet<CategoryId>();
    if (CategoryId.isValid(former) && !former.equals(broadcast.category().text())) {
      left.add(new CategoryId(former));
    }
    waiting.merge(
        stream, new Rank(broadcast, viewers, mean, left), (older, newer) -> newer.after(older));
  }

  int waiting() {
    return waiting.size();
  }

  /** Whether nothing waits and nothing is on its way. */
  boolean idle() {
    return writing.get() == null && waiting.isEmpty();
  }

  /** Writes what waits; one round at a time. */
  void flush() {
    if (waiting.isEmpty() || writing.get() != null) {
      return;
    }
    var taken = new HashMap<StreamId, Rank>();
    for (var stream : List.copyOf(waiting.keySet())) {
      var rank = waiting.remove(stream);
      if (rank != null) {
        taken.put(stream, rank);
      }
    }
    var round =
        write(taken)
            .handle(
                (_, failure) -> {
                  if (failure != null) {
                    taken.forEach(
                        (stream, rank) ->
                            waiting.merge(stream, rank, (newer, older) -> newer.after(older)));
                  }
                  return (Void) null;
                });
    writing.set(round);
    round.whenComplete((_, _) -> writing.set(null));
  }

  private CompletionStage<Void> write(Map<StreamId, Rank> ranks) {
    var adds = new HashMap<String, List<ScoredValue<String>>>();
    var removes = new HashMap<String, List<String>>();
    var about = new HashMap<String, String>();
    var forgotten = new ArrayList<String>();
    ranks.forEach(
        (stream, rank) -> {
          var id = stream.text();
          var category = rank.broadcast.category();
          rank.left.forEach(left -> remove(removes, id, viewersIn(left)));
          if (rank.viewers > 0) {
            add(adds, id, Keys.RANK_VIEWERS, rank.viewers);
            add(adds, id, Keys.RANK_POPULAR, rank.mean);
            add(adds, id, viewersIn(category), rank.viewers);
            about.put(id, category + " " + rank.broadcast.broadcaster());
          } else {
            remove(removes, id, Keys.RANK_VIEWERS);
            remove(removes, id, Keys.RANK_POPULAR);
            remove(removes, id, viewersIn(category));
            forgotten.add(id);
          }
        });
    return link.call(c -> sent(c, adds, removes, about, forgotten));
  }

  private static CompletionStage<Void> sent(
      RedisClusterAsyncCommands<String, String> c,
      Map<String, List<ScoredValue<String>>> adds,
      Map<String, List<String>> removes,
      Map<String, String> about,
      List<String> forgotten) {
    var all = new ArrayList<CompletableFuture<?>>();
    removes.forEach(
        (key, ids) ->
            cut(ids)
                .forEach(
                    part ->
                        all.add(c.zrem(key, part.toArray(String[]::new)).toCompletableFuture())));
    adds.forEach(
        (key, scored) ->
            cut(scored).forEach(part -> all.add(c.zadd(key, asArray(part)).toCompletableFuture())));
    if (!about.isEmpty()) {
      all.add(c.hset(Keys.RANK_ABOUT, about).toCompletableFuture());
    }
    cut(forgotten)
        .forEach(
            part ->
                all.add(
                    c.hdel(Keys.RANK_ABOUT, part.toArray(String[]::new)).toCompletableFuture()));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static ScoredValue<String>[] asArray(List<ScoredValue<String>> values) {
    return values.toArray(new ScoredValue[0]);
  }

  private static String viewersIn(CategoryId category) {
    return Keys.rank(Keys.RANK_VIEWERS, category);
  }

  private static void add(
      Map<String, List<ScoredValue<String>>> adds, String id, String key, int score) {
    adds.computeIfAbsent(key, _ -> new ArrayList<>()).add(ScoredValue.just(score, id));
  }

  private static void remove(Map<String, List<String>> removes, String id, String key) {
    removes.computeIfAbsent(key, _ -> new ArrayList<>()).add(id);
  }

  private static <T> List<List<T>> cut(List<T> all) {
    var out = new ArrayList<List<T>>();
    for (int i = 0; i < all.size(); i += IN_ONE_COMMAND) {
      out.add(all.subList(i, Math.min(all.size(), i + IN_ONE_COMMAND)));
    }
    return out;
  }
}
