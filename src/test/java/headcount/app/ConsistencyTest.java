package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.embedded.TestRedis;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sockets hold, what is counted and what is stored are compared on a real node. */
class ConsistencyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static NodeKit kit;

  @BeforeAll
  static void start() {
    TestRedis.flush();
    kit = NodeKit.one();
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  private static JsonNode look() throws Exception {
    return JSON.readTree(NodeKit.get(kit.management(0) + "/ops/consistency").body());
  }

  @Test
  void socketsCountAndStoreAgreeWhenItIsCalm() {
    var one = kit.tab(0).connect(NodeKit.token(1)).join("agree-a").join("agree-b");
    var two = kit.tab(0).connect(NodeKit.token(1)).join("agree-a");
    two.sees("agree-a", 1, 2);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var found = look();
              assertThat(found.path("reported").asInt()).isEqualTo(3);
              assertThat(found.path("counted").asInt()).isEqualTo(3);
              assertThat(found.path("stored").asInt()).isEqualTo(3);
              assertThat(found.path("drift").asInt()).isZero();
              assertThat(found.path("differing")).isEmpty();
              assertThat(found.path("silent")).isEmpty();
            });
    var repair =
        NodeKit.send(
            HttpRequest.newBuilder(URI.create(kit.management(0) + "/ops/consistency/repair"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(repair.statusCode()).isEqualTo(200);
    assertThat(repair.body()).contains("\"recounted\":[]");
    two.sees("agree-a", 1, 2);
    one.close();
    two.close();
  }
}
