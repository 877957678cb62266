package headcount.store.redis;

import headcount.store.Titles;
import headcount.store.redis.Standing.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Has the titles of all ranked streams at hand before anybody asks for their page. Behind each new
 * standing those are asked for that came since the one before or were not answered, and of the
 * others a part, in turn, so that each is again before it is forgotten, where standings are made
 * every few seconds. Thread-safe.
 */
final class WarmTitles {
  /** Standings until it is a stream's turn again: of 3 s each, less than what is remembered. */
  static final int TURNS = 72;

  private static final int AT_ONCE = 200;

  /** Without a standing for so long, titles may have been forgotten. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Titles titles;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile long asOf;

  WarmTitles(Titles titles) {
    this.titles = titles;
  }

  /** Asks for some at a time; whoever cannot answer is asked again behind the next one. */
  void behind(Standing standing) {
    var now = Math.floorMod(turn.getAndIncrement(), TURNS);
    var ranked =
        standing.streams(null).stream()
            .map(Seat::place)
            .map(RankSnapshots.Place::member)
            .collect(Collectors.toUnmodifiableSet());
    var pause = standing.snapshot().asOfMillis() - asOf;
    asOf = standing.snapshot().asOfMillis();
    if (pause > LONG.toMillis()) {
      known.clear();
    }
    known.retainAll(ranked);
    asked(
        ranked.stream()
            .filter(id -> !known.contains(id) || Math.floorMod(id.hashCode(), TURNS) == now)
            .toList());
  }

  private void asked(List<String> ids) {
    CompletionStage<?> all = CompletableFuture.completedFuture(0);
    for (int i = 0; i < ids.size(); i += AT_ONCE) {
      var part = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
      all =
          all.thenCompose(_ -> titles.of(Titles.Kind.STREAM, part))
              .thenAccept(_ -> known.addAll(part));
    }
  }
}
