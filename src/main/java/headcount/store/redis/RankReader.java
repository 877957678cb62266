package headcount.store.redis;

import headcount.store.redis.RankSnapshots.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads what nodes write of now: ranks, and what each stream shows. Thread-safe. */
final class RankReader {
  private static final int IN_ONE_COMMAND = 500;

  private final RedisLink link;

  RankReader(RedisLink link) {
    this.link = link;
  }

  /** All places of one moment; most first, equal counts by member. */
  CompletionStage<List<Place>> places(String rankKey) {
    return link.call(c -> c.zrangeWithScores(rankKey, 0, -1))
        .thenApplyAsync(
            scored ->
                scored.stream()
                    .map(each -> new Place(each.getValue(), Math.round(each.getScore())))
                    .sorted(Place.MOST_FIRST)
                    .toList(),
            Thread::startVirtualThread);
  }

  /**
   * Category and broadcaster of each member, with a space between, where they are known; read piece
   * by piece, so that other commands come in between.
   */
  CompletionStage<Map<String, String>> abouts(List<Place> places) {
    var out = new HashMap<String, String>();
    CompletionStage<?> read = CompletableFuture.completedFuture(out);
    for (int i = 0; i < places.size(); i += IN_ONE_COMMAND) {
      var part = places.subList(i, Math.min(places.size(), i + IN_ONE_COMMAND));
      read = read.thenCompose(_ -> take(part, out));
    }
    return read.thenApply(_ -> out);
  }

  private CompletionStage<?> take(List<Place> places, Map<String, String> out) {
    var members = places.stream().map(Place::member).toArray(String[]::new);
    return link.call(c -> c.hmget(Keys.RANK_ABOUT, members))
        .thenAccept(
            fields -> fields.forEach(it -> it.ifHasValue(about -> out.put(it.getKey(), about))));
  }
}
