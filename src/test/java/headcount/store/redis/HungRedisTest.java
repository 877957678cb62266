package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import headcount.checkpoint.CheckpointResult;
import headcount.checkpoint.CheckpointSamples;
import headcount.embedded.OwnRedis;
import headcount.presence.StreamId;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

/** A master that hangs keeps its sockets open, so only its silence tells. */
class HungRedisTest extends CheckpointSamples {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long version;

  private RedisStores stores(Map<String, Object> where) {
    var settings = new HashMap<>(where);
    settings.put("headcount.store.redis.health-every", "500ms");
    var config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    return RedisStores.connect(config, new Meters(meters), InstantSource.system());
  }

  private double up() {
    return meters.get("headcount.store.up").tag("store", "redis").gauge().value();
  }

  private long answers() {
    return meters.get("headcount.store.answer").tag("store", "redis").timer().count();
  }

  /** Whether the next full checkpoint of the stream was taken; an answer comes in any case. */
  private boolean saves(RedisStores stores, StreamId stream) throws Exception {
    var next = full(stream, 1, ++version, List.of(tab(1, 10, A), tab(2, 11, A)));
    return stores
        .checkpoints()
        .write(next)
        .handle((result, _) -> result instanceof CheckpointResult.Accepted)
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void aHungServerFailsCommandsInTimeAndIsNoticedUntilItGoesOn() throws Exception {
    try (var redis = OwnRedis.single();
        var stores = stores(Map.of("headcount.store.redis.uri", redis.uris().getFirst()))) {
      var stream = new StreamId("hung");
      await().atMost(SOON).until(() -> up() == 1 && stores.health().up());
      assertThat(saves(stores, stream)).isTrue();
      redis.hang(0);
      await().atMost(SOON).until(() -> up() == 0);
      assertThat(stores.health().why()).isNotEmpty();
      assertThat(saves(stores, stream)).isFalse();
      assertThat(stores.checkpoints().load(stream).toCompletableFuture())
          .failsWithin(20, TimeUnit.SECONDS);
      long before = answers();
      redis.goOn(0);
      await().atMost(SOON).until(() -> up() == 1 && answers() > before);
      await().atMost(SOON).until(() -> saves(stores, stream));
    }
  }

  @Test
  void aHungMasterIsNamedAndItsReplicaIsWrittenToWhileItHangs() throws Exception {
    try (var redis = OwnRedis.cluster();
        var stores =
            stores(
                Map.of(
                    "headcount.store.redis.nodes",
                    ConfigValueFactory.fromIterable(redis.uris()),
                    "headcount.store.redis.cluster",
                    true))) {
      await().atMost(SOON).until(() -> up() == 1);
      int master = masterOf(redis, "live:stream:{failing}");
      var stream = new StreamId("failing");
      assertThat(saves(stores, stream)).isTrue();
      redis.hang(master);
      await().atMost(SOON).until(() -> up() == 0);
      assertThat(stores.health().why()).contains(":" + redis.port(master));
      await().atMost(SOON).until(() -> saves(stores, stream));
      await().atMost(SOON).until(() -> up() == 1);
      redis.goOn(master);
      await().atMost(SOON).until(() -> redis.ask(master, "ROLE").startsWith("slave"));
      assertThat(stores.checkpoints().load(stream).toCompletableFuture().get(20, TimeUnit.SECONDS))
          .as("read from the new master")
          .hasValueSatisfying(it -> assertThat(it.count().version()).isEqualTo(version));
    }
  }

  @Test
  void whatCannotBeSentToAClusterThatIsGoneFailsAndDoesNotWait() throws Exception {
    try (var redis = OwnRedis.cluster();
        var stores =
            stores(
                Map.of(
                    "headcount.store.redis.nodes",
                    ConfigValueFactory.fromIterable(redis.uris()),
                    "headcount.store.redis.cluster",
                    true))) {
      var stream = new StreamId("gone");
      await().atMost(SOON).until(() -> up() == 1);
      assertThat(saves(stores, stream)).isTrue();
      redis.killAll();
      await().atMost(SOON).until(() -> notSent(stores, stream));
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                redis.startAgain();
                assertThat(saves(stores, stream)).isTrue();
              });
      redis.killAll();
      await().atMost(SOON).until(() -> notSent(stores, stream));
      assertThat(CompletableFuture.runAsync(stores::close))
          .as("it closes while Redis is gone")
          .succeedsWithin(60, TimeUnit.SECONDS);
    }
  }

  private static boolean notSent(RedisStores stores, StreamId stream) throws Exception {
    return stores
        .checkpoints()
        .load(stream)
        .handle((_, failure) -> failure)
        .thenApply(
            failure ->
                failure != null
                    && String.valueOf(Throwables.getRootCause(failure)).contains("not connected"))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  /** Which of the servers has this key's slot. */
  private static int masterOf(OwnRedis redis, String key) {
    for (int i = 0; i < redis.uris().size(); i++) {
      try {
        boolean master = redis.ask(i, "ROLE").startsWith("master");
        if (master && !redis.ask(i, "TYPE", key).contains("MOVED")) {
          return i;
        }
      } catch (AssertionError moved) {
        assertThat(moved).hasStackTraceContaining("MOVED");
      }
    }
    throw new AssertionError("no master has " + key);
  }
}
