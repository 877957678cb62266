package headcount.store.redis;

import headcount.store.Titles;
import headcount.store.redis.Standing.Seat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the titles of all ranked streams at hand before anybody asks for their page: behind each new
 * standing a part of them is asked for, in turn, so that each is again before it is forgotten,
 * where standings are made every few seconds. Thread-safe.
 */
final class WarmTitles {
  /** Standings until it is a stream's turn again: of three seconds each, less than a minute. */
  static final int TURNS = 16;

  private static final int AT_ONCE = 200;

  private final Titles titles;
  private final AtomicInteger turn = new AtomicInteger();

  WarmTitles(Titles titles) {
    this.titles = titles;
  }

  /**
   * Asks for those whose turn it is, some at a time; whoever cannot answer is asked again later.
   */
  void behind(Standing standing) {
    var now = Math.floorMod(turn.getAndIncrement(), TURNS);
    var ids =
        standing.streams(null).stream()
            .map(Seat::place)
            .map(RankSnapshots.Place::member)
            .filter(id -> Math.floorMod(id.hashCode(), TURNS) == now)
            .toList();
    asked(ids);
  }

  private void asked(List<String> ids) {
    CompletionStage<?> all = CompletableFuture.completedFuture(0);
    for (int i = 0; i < ids.size(); i += AT_ONCE) {
      var part = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
      all = all.thenCompose(_ -> titles.of(Titles.Kind.STREAM, part));
    }
  }
}
