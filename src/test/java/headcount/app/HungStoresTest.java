package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.embedded.OwnRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A real node whose Redis hangs: it says so, and goes on counting. */
class HungStoresTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OwnRedis redis = OwnRedis.single();
  private static final NodeKit kit =
      NodeKit.of(
          1,
          "5m",
          "headcount.store.redis { uri = \"%s\", health-every = 500ms }"
              .formatted(redis.uris().getFirst()));

  @AfterAll
  static void stop() {
    redis.goOn(0);
    kit.close();
    redis.close();
  }

  private static JsonNode store(String name) throws Exception {
    var node = JSON.readTree(NodeKit.get(kit.management(0) + "/ops/node").body());
    for (JsonNode each : node.path("stores")) {
      if (each.path("store").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(name + " is not in " + node);
  }

  @Test
  void countsGoOnExactAndAreStoredWhenRedisIsBack() throws Exception {
    var first = kit.tab(0).connect(NodeKit.token(1)).join("going-on");
    first.sees("going-on", 1, 1);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(store("redis").path("up").asBoolean()).isTrue();
              assertThat(store("aurora-writer").path("up").asBoolean()).isTrue();
              assertThat(store("aurora-history").path("up").asBoolean()).isTrue();
            });
    await().atMost(SOON).until(() -> redis.ask(0, "SCARD", "live:users:{going-on}").equals("1"));

    redis.hang(0);
    await().atMost(SOON).until(() -> !store("redis").path("up").asBoolean());
    assertThat(store("redis").path("why").asText()).isNotEmpty();
    assertThat(NodeKit.get(kit.management(0) + "/metrics").body())
        .contains("headcount_store_up{store=\"redis\"} 0.0")
        .contains("headcount_store_up{store=\"aurora-writer\"} 1.0");
    var second = kit.tab(0).connect(NodeKit.token(2)).join("going-on");
    first.sees("going-on", 2, 2);
    second.sees("going-on", 2, 2);

    redis.goOn(0);
    await().atMost(SOON).until(() -> store("redis").path("up").asBoolean());
    await().atMost(SOON).until(() -> redis.ask(0, "SCARD", "live:users:{going-on}").equals("2"));
    first.sees("going-on", 2, 2);
  }
}
