package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.embedded.TestMysql;
import headcount.embedded.TestRedis;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole path on one real node: socket, relay, entity, Redis, MySQL, and back to every screen.
 */
class CountingPathTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(60);
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
  void viewerWithTwoTabsCountsOnce() {
    var first = kit.tab(0).connect(NodeKit.token(42)).join("path-two-tabs");
    var second = kit.tab(0).connect(NodeKit.token(42)).join("path-two-tabs");
    var other = kit.tab(0).connect(NodeKit.token(43)).join("path-two-tabs");
    first.sees("path-two-tabs", 2, 3);
    second.sees("path-two-tabs", 2, 3);
    other.sees("path-two-tabs", 2, 3);
    second.close();
    first.sees("path-two-tabs", 2, 2);
    first.close();
    other.sees("path-two-tabs", 1, 1);
  }

  @Test
  void redisHttpAndTheFrameAgree() throws Exception {
    var stream = "path-agree";
    var tabs = new TestTab[6];
    for (int i = 0; i < tabs.length; i++) {
      tabs[i] = kit.tab(0).connect(NodeKit.token(100 + i / 2)).join(stream);
    }
    tabs[0].sees(stream, 3, 6);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(TestRedis.ask("SCARD", "live:users:{" + stream + "}")).contains("3");
              assertThat(TestRedis.ask("HLEN", "live:tabs:{" + stream + "}")).contains("6");
            });
    var answer = NodeKit.get(kit.http(0) + "/v1/streams/" + stream + "/viewers");
    assertThat(answer.statusCode()).isEqualTo(200);
    var body = JSON.readTree(answer.body());
    assertThat(body.path("viewers").asInt()).isEqualTo(3);
    assertThat(body.path("connections").asInt()).isEqualTo(6);
    assertThat(body.path("quality").asText()).isEqualTo("exact");
    for (TestTab tab : tabs) {
      tab.close();
    }
  }

  @Test
  void theDatabaseHoldsWhatTheTabsDid() throws Exception {
    var stream = "path-records";
    var stays = kit.tab(0).connect(NodeKit.token(7)).join(stream);
    var goes = kit.tab(0).connect(NodeKit.token(8)).join(stream);
    stays.sees(stream, 2, 2);
    goes.leave(stream);
    stays.sees(stream, 1, 1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(sql("SELECT COUNT(*) FROM viewer_history", stream))
                  .isGreaterThanOrEqualTo(2);
              assertThat(sql("SELECT MAX(peak) FROM viewer_history", stream)).isEqualTo(2);
              assertThat(sql("SELECT SUM(joins) FROM viewer_history", stream)).isEqualTo(2);
              assertThat(sql("SELECT SUM(leaves) FROM viewer_history", stream)).isEqualTo(1);
              assertThat(sql("SELECT COUNT(*) FROM user_sessions", stream)).isEqualTo(1);
              assertThat(sql("SELECT MAX(viewer_id) FROM user_sessions", stream)).isEqualTo(8);
              assertThat(sql("SELECT COUNT(*) FROM current_viewers", stream)).isEqualTo(1);
            });
    stays.close();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        JSON.readTree(
                                NodeKit.get(
                                        kit.management(0) + "/ops/streams/" + stream + "/records")
                                    .body())
                            .at("/sessions/rows")
                            .asInt())
                    .isEqualTo(2));
  }

  private static long sql(String select, String stream) throws Exception {
    var statement =
        select
            + " WHERE stream_key IN (SELECT stream_key FROM streams WHERE stream_id = '"
            + stream
            + "')";
    try (var connection =
            DriverManager.getConnection(kit.database(), TestMysql.user(), TestMysql.password());
        var rows = connection.createStatement().executeQuery(statement)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void announcedStreamIsFoundAtOnce() throws Exception {
    assertThat(put("path-announced", "One").statusCode()).isEqualTo(201);
    var answer = NodeKit.get(kit.http(0) + "/v1/streams/path-announced/viewers");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"viewers\":0");
  }

  @Test
  void endedBroadcastSendsItsTabsAwayAndBeginsAnew() throws Exception {
    var stream = "path-ended";
    assertThat(put(stream, "One").statusCode()).isEqualTo(201);
    assertThat(put(stream, "Two").statusCode()).isEqualTo(200);
    var tab = kit.tab(0).connect(NodeKit.token(9)).join(stream);
    tab.sees(stream, 1, 1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        NodeKit.get(kit.http(0) + "/v1/rankings/streams?category=path-games")
                            .body())
                    .contains("\"title\":\"Two\""));
    assertThat(delete(stream)).isIn(200, 204);
    tab.first(frame -> frame.path("type").asText().equals("left"));
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(NodeKit.get(kit.http(0) + "/v1/streams/" + stream + "/viewers").body())
                    .contains("\"viewers\":0"));
    assertThat(delete("path-never-heard-of")).isEqualTo(404);
    tab.join(stream);
    tab.sees(stream, 1, 1);
    tab.close();
  }

  private static java.net.http.HttpResponse<String> put(String stream, String title) {
    return NodeKit.send(
        HttpRequest.newBuilder(URI.create(kit.http(0) + "/v1/streams/" + stream))
            .header("Authorization", "Bearer " + NodeKit.operator())
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"title\":\"%s\",\"category\":\"path-games\",\"broadcaster\":\"kim\"}"
                        .formatted(title))));
  }

  private static int delete(String stream) {
    return NodeKit.send(
            HttpRequest.newBuilder(URI.create(kit.http(0) + "/v1/streams/" + stream))
                .header("Authorization", "Bearer " + NodeKit.operator())
                .DELETE())
        .statusCode();
  }
}
