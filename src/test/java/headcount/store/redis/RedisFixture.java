package headcount.store.redis;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import headcount.embedded.TestRedis;
import headcount.embedded.TestRedisCluster;
import headcount.telemetry.Meters;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A connected store on the real servers of the tests, and a client of its own beside it. */
final class RedisFixture implements AutoCloseable {
  final RedisStores stores;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final RedisClusterCommands<String, String> redis;
  private final AutoCloseable client;

  private RedisFixture(
      Map<String, Object> settings,
      InstantSource clock,
      RedisClusterCommands<String, String> redis,
      AutoCloseable client) {
    var config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    this.stores = RedisStores.connect(config, new Meters(meters), clock);
    this.redis = redis;
    this.client = client;
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(stores::connected);
  }

  static RedisFixture single(InstantSource clock) {
    return single(clock, Map.of());
  }

  static RedisFixture single(InstantSource clock, Map<String, Object> more) {
    var client = RedisClient.create(TestRedis.uri());
    var settings = new java.util.HashMap<String, Object>(more);
    settings.putIfAbsent("headcount.store.redis.uri", TestRedis.uri());
    return new RedisFixture(settings, clock, client.connect().sync(), client::shutdown);
  }

  static RedisFixture cluster(InstantSource clock) {
    var uris = TestRedisCluster.uris();
    var client =
        RedisClusterClient.create(uris.stream().map(io.lettuce.core.RedisURI::create).toList());
    Map<String, Object> settings =
        Map.of(
            "headcount.store.redis.nodes",
            ConfigValueFactory.fromIterable(List.copyOf(uris)),
            "headcount.store.redis.cluster",
            true);
    return new RedisFixture(settings, clock, client.connect().sync(), client::shutdown);
  }

  @Override
  public void close() {
    stores.close();
    try {
      client.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
