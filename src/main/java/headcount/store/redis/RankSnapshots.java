package headcount.store.redis;

import headcount.audience.Rankings.CursorExpired;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ZStoreArgs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
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
  record Snapshot(String rankKey, String id, long asOfMillis, long size) {
    Snapshot of(long places) {
      return new Snapshot(rankKey, id, asOfMillis, places);
    }
  }

  /** A place: id (and words behind it, for groups) and count. */
  record Place(String member, long count) {
    static final Comparator<Place> MOST_FIRST =
        Comparator.comparingLong(Place::count).reversed().thenComparing(Place::member);
  }

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

  /** A snapshot of this moment, of nothing yet. */
  Snapshot begun(String rankKey) {
    var now = clock.millis();
    var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return new Snapshot(rankKey, Long.toString(now, 36) + random, now, 0);
  }

  /** Copies a ranking within Redis: both lie in one slot. */
  CompletionStage<Snapshot> copy(String rankKey) {
    var begun = begun(rankKey);
    var key = Keys.snapshot(rankKey, begun.id());
    return link.call(c -> c.zunionstore(key, ZStoreArgs.Builder.weights(-1), rankKey))
        .thenCombine(link.call(c -> c.pexpire(key, life)), (size, _) -> begun.of(size));
  }

  /** Writes places as a snapshot, piece by piece, so that other commands come in between. */
  CompletionStage<?> write(Snapshot snapshot, List<Place> places) {
    var key = Keys.snapshot(snapshot.rankKey(), snapshot.id());
    CompletionStage<?> written = CompletableFuture.completedFuture(0L);
    for (int i = 0; i < places.size(); i += IN_ONE_COMMAND) {
      var part = places.subList(i, Math.min(places.size(), i + IN_ONE_COMMAND));
      written = written.thenCompose(_ -> add(key, part));
    }
    return written;
  }

  /** It lives from its first place on, should nobody be there to write its last. */
  private CompletionStage<Boolean> add(String key, List<Place> places) {
    var scored = new ArrayList<>(places.size() * 2);
    for (var place : places) {
      scored.add((double) -place.count());
      scored.add(place.member());
    }
    var added = link.call(c -> c.zadd(key, scored.toArray()));
    var living = link.call(c -> c.pexpire(key, life));
    return added.thenCombine(living, (_, alive) -> alive);
  }

  /** Lets it live as long as a cursor that is handed out now. */
  void keep(Snapshot snapshot) {
    var _ = link.call(c -> c.pexpire(Keys.snapshot(snapshot.rankKey(), snapshot.id()), life));
  }

  /** Some of its places, which then live on; none if it is gone. */
  CompletionStage<List<Place>> places(Snapshot snapshot, int offset, int limit) {
    keep(snapshot);
    return range(snapshot, offset, offset + limit - 1L);
  }

  /** All of its places. */
  CompletionStage<List<Place>> all(Snapshot snapshot) {
    return range(snapshot, 0, -1);
  }

  long now() {
    return clock.millis();
  }

  private CompletionStage<List<Place>> range(Snapshot snapshot, long from, long to) {
    var key = Keys.snapshot(snapshot.rankKey(), snapshot.id());
    return link.call(c -> c.zrangeWithScores(key, from, to))
        .thenApply(scored -> scored.stream().map(RankSnapshots::place).toList());
  }

  private static Place place(ScoredValue<String> scored) {
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
