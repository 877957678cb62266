package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.embedded.TestRedis;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which streams there are, and what announcing changes, on a real node with its real stores. */
class AnnouncedStreamTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static NodeKit kit;

  @BeforeAll
  static void start() {
    kit = NodeKit.of(1, "2s");
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  @Test
  void announcedStreamIsThereAtOnce() {
    var stream = "announced-" + System.nanoTime();
    assertThat(put(stream, "a-cat")).isEqualTo(201);
    assertThat(count(stream)).isEqualTo(200);
    assertThat(NodeKit.get(kit.http(0) + "/v1/streams/" + stream + "/history").statusCode())
        .isEqualTo(200);
    assertThat(ops(stream)).isEqualTo(200);
  }

  @Test
  void movedStreamStandsUnderItsNewCategoryAlthoughItsCountStays() {
    var stream = "moved-" + System.nanoTime();
    assertThat(put(stream, "m-one")).isEqualTo(201);
    var tab = kit.tab(0).connect(NodeKit.token(5)).join(stream);
    tab.sees(stream, 1, 1);
    ranked("m-one", stream, true);
    assertThat(put(stream, "m-two")).isEqualTo(200);
    ranked("m-two", stream, true);
    ranked("m-one", stream, false);
    assertThat(TestRedis.ask("HGET", "live:stream:{" + stream + "}", "category")).contains("m-two");
    tab.close();
  }

  private static void ranked(String category, String stream, boolean there) {
    await()
        .atMost(Duration.ofSeconds(12))
        .until(
            () ->
                there
                    == NodeKit.get(kit.http(0) + "/v1/rankings/streams?category=" + category)
                        .body()
                        .contains(stream));
  }

  @Test
  void tabsOfAfterTheEndAreNotSentAwayByTheCatalogue() {
    var stream = "ended-fast-" + System.nanoTime();
    assertThat(put(stream, "e-cat")).isEqualTo(201);
    assertThat(NodeKit.send(request(stream).DELETE()).statusCode()).isEqualTo(200);
    var count = kit.http(0) + "/v1/streams/" + stream + "/viewers";
    await().atMost(LONG).until(() -> NodeKit.get(count).body().contains("\"exact\""));
    var tab = kit.tab(0).connect(NodeKit.token(6)).join(stream);
    tab.sees(stream, 1, 1);
    await()
        .during(Duration.ofSeconds(4))
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(tab.frames()).noneMatch(f -> f.path("type").asText().equals("left")));
    tab.close();
  }

  private static int count(String stream) {
    return NodeKit.get(kit.http(0) + "/v1/streams/" + stream + "/viewers").statusCode();
  }

  private static int ops(String stream) {
    return NodeKit.get(kit.management(0) + "/ops/streams/" + stream).statusCode();
  }

  private static int put(String stream, String category) {
    var body = "{\"title\":\"T\",\"category\":\"%s\",\"broadcaster\":\"kim\"}".formatted(category);
    return NodeKit.send(
            request(stream)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  private static HttpRequest.Builder request(String stream) {
    return HttpRequest.newBuilder(URI.create(kit.http(0) + "/v1/streams/" + stream))
        .header("Authorization", "Bearer " + NodeKit.operator());
  }
}
