package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.CheckpointSamples;
import headcount.checkpoint.Checkpoints;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RanksAndReconnectsTest extends CheckpointSamples {
  private static RedisFixture fixture;

  @BeforeAll
  static void connect() {
    fixture = RedisFixture.single(InstantSource.system());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Checkpoints store() {
    return fixture.stores.checkpoints();
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Checkpoint of(StreamId stream, long epoch, long version, int from, int to) {
    var tabs = new ArrayList<Checkpoint.Placed>();
    for (int i = from; i <= to; i++) {
      tabs.add(tab(i, i, A));
    }
    return full(stream, epoch, version, tabs);
  }

  @Test
  void ranksFollowAcceptedCheckpointsAndMoveWithTheCategory() {
    var stream = new StreamId("ranked");
    var redis = fixture.redis;
    got(store().write(of(stream, 1, 1, 1, 4)));
    await(() -> redis.zscore("rank:viewers:category:music", "ranked"), 4.0);
    await(() -> redis.zscore("rank:viewers", "ranked"), 4.0);
    got(store().write(of(stream, 1, 1, 1, 9)));
    var games = new BroadcastRef(1, new BroadcasterId("b1"), new CategoryId("games"));
    var moved = of(stream, 1, 2, 1, 5);
    got(store().write(under(moved, games)));
    await(() -> redis.zscore("rank:viewers:category:games", "ranked"), 5.0);
    await(() -> redis.zscore("rank:viewers:category:music", "ranked"), null);
    got(store().write(under(full(stream, 1, 3, List.of()), games)));
    await(() -> redis.zscore("rank:viewers", "ranked"), null);
    await(() -> redis.zscore("rank:viewers:category:games", "ranked"), null);
    assertThat(redis.ttl("live:stream:{ranked}")).isPositive();
  }

  @Test
  void aStoreThatStartsBeforeRedisFailsAndThenServes() throws Exception {
    var port = headcount.embedded.TestRedis.port();
    try (var gate = new TcpGate(port);
        var stores = gate.stores()) {
      var stream = new StreamId("late");
      assertThat(store(stores).load(stream).toCompletableFuture())
          .failsWithin(20, TimeUnit.SECONDS);
      gate.open();
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(got(store(stores).load(stream))).isEmpty());
      gate.shut();
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .until(
              () ->
                  store(stores)
                      .load(stream)
                      .toCompletableFuture()
                      .handle((_, e) -> e != null)
                      .get(20, TimeUnit.SECONDS));
      gate.open();
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(got(store(stores).load(stream))).isEmpty());
    }
  }

  private static Checkpoints store(RedisStores stores) {
    return stores.checkpoints();
  }

  private static void await(
      java.util.concurrent.Callable<Double> figure,
      @org.jspecify.annotations.Nullable Double expected) {
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(figure.call()).isEqualTo(expected));
  }

  private static Checkpoint under(Checkpoint c, BroadcastRef broadcast) {
    return new Checkpoint(
        c.stream(),
        c.base(),
        c.count(),
        c.peak(),
        broadcast,
        c.sources(),
        c.beats(),
        c.history(),
        c.came(),
        c.went(),
        c.joined(),
        c.left(),
        c.ending());
  }
}
