package headcount.store.redis;

import headcount.audience.Rankings.CursorExpired;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ZStoreArgs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Copies of rankings that pages are read from. A copy's scores are negated, so that equal counts
 * come in the order of their ids; it lies in Redis, so that every node can serve its next page.
 * Thread-safe.
 */
final class RankSnapshots {
  private static final Duration TTL_MARGIN = Duration.ofSeconds(10);

  /** How often at most a snapshot needs to be kept anew; less than the margin. */
  static final Duration KEPT_EVERY = Duration.ofSeconds(1);

  private static final int IN_ONE_COMMAND = 500;

  /** A copy: its id, when it was made, how many places it has. */
  record Snapshot(String rankKey, String id, long asOfMillis, long size) {}

  /** A place: id (and words behind it, for groups) and count. */
  record Place(String member, long count) {}

  private final RedisLink link;
  private final InstantSource clock;
  private final Duration life;
  private final Duration cursorLife;

  RankSnapshots(RedisLink link, RedisSettings.Ranks settings, InstantSource clock) {
    this.link = link;
    this.clock = clock;
    this.cursorLife = settings.cursorLife();
    this.life = cursorLife.plus(TTL_MARGIN);
  }

  /** Copies a ranking within Redis: both lie in one slot. */
  CompletionStage<Snapshot> copy(String rankKey) {
    var now = clock.millis();
    var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    var id = Long.toString(now, 36) + random;
    var key = Keys.snapshot(rankKey, id);
    return link.call(c -> c.zunionstore(key, ZStoreArgs.Builder.weights(-1), rankKey))
        .thenCombine(
            link.call(c -> c.pexpire(key, life)),
            (size, _) -> new Snapshot(rankKey, id, now, size));
  }

  /** Writes places as a snapshot of their own, in the order of count and member. */
  CompletionStage<?> write(Snapshot snapshot, List<Place> places) {
    var key = Keys.snapshot(snapshot.rankKey(), snapshot.id());
    var all = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < places.size(); i += IN_ONE_COMMAND) {
      var part = places.subList(i, Math.min(places.size(), i + IN_ONE_COMMAND));
      var scored = new ArrayList<>(part.size() * 2);
      for (var place : part) {
        scored.add((double) -place.count());
        scored.add(place.member());
      }
      all.add(link.call(c -> c.zadd(key, scored.toArray())).toCompletableFuture());
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenCompose(_ -> link.call(c -> c.pexpire(key, life)));
  }

  long now() {
    return clock.millis();
  }

  /** Lets it live as long as a cursor that is handed out now. */
  void keep(Snapshot snapshot) {
    var _ = link.call(c -> c.pexpire(Keys.snapshot(snapshot.rankKey(), snapshot.id()), life));
  }

  /** Some of its places, which then live on; none if it is gone. */
  CompletionStage<List<Place>> places(Snapshot snapshot, int offset, int limit) {
    keep(snapshot);
    return all(snapshot, offset, offset + limit - 1L)
        .thenApply(scored -> scored.stream().map(RankSnapshots::place).toList());
  }

  /** All of its places, scores negated. */
  CompletionStage<List<ScoredValue<String>>> all(Snapshot snapshot) {
    return all(snapshot, 0, -1);
  }

  private CompletionStage<List<ScoredValue<String>>> all(Snapshot snapshot, long from, long to) {
    var key = Keys.snapshot(snapshot.rankKey(), snapshot.id());
    return link.call(c -> c.zrangeWithScores(key, from, to));
  }

  static Place place(ScoredValue<String> scored) {
    return new Place(scored.getValue(), Math.round(-scored.getScore()));
  }

  /** The snapshot that the cursor goes on in; fails with {@link CursorExpired} if it is gone. */
  CompletionStage<Snapshot> of(RankCursor at) {
    if (clock.millis() - at.issuedMillis() > cursorLife.toMillis()) {
      return CompletableFuture.failedFuture(new CursorExpired());
    }
    return link.call(c -> c.zcard(Keys.snapshot(at.rankKey(), at.snapshot())))
        .thenCompose(
            size ->
                size == 0
                    ? CompletableFuture.failedFuture(new CursorExpired())
                    : CompletableFuture.completedFuture(
                        new Snapshot(at.rankKey(), at.snapshot(), at.asOfMillis(), size)));
  }

  /** A cursor for the page that begins there. */
  String cursor(Snapshot snapshot, int offset) {
    return new RankCursor(
            snapshot.rankKey(), snapshot.id(), snapshot.asOfMillis(), offset, clock.millis())
        .text();
  }
}
