package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A node is stopped as SIGTERM does and started again on the same stores. The hold is 6 s here, so
 * that nobody waits for 31; the promise is 35 s all the same.
 */
class RestartTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PROMISE = Duration.ofSeconds(35);
  private static final String BACK = "restart-back";
  private static final String AWAY = "restart-away";
  private static final NodeKit kit = NodeKit.of(1, "2s", "headcount.stream.hold = 6s");

  @AfterAll
  static void stop() {
    kit.close();
  }

  @Test
  void lastCountIsServedUntilTheViewersAreBackOrTheirTimeIsUp() throws Exception {
    var anonymous = kit.tab(0).connectAnonymous();
    var device =
        anonymous
            .first(frame -> frame.path("type").asText().equals("connected"))
            .path("device")
            .asText();
    anonymous.join(BACK);
    viewer(1).join(BACK);
    viewer(1).join(BACK);
    var watching = viewer(2).join(BACK);
    viewer(3).join(AWAY);
    var loyal = viewer(4).join(AWAY);
    watching.sees(BACK, 3, 4);
    loyal.sees(AWAY, 2, 2);

    kit.stop(0);
    assertThat(watching.closed()).isEqualTo(1012);
    kit.start(0);
    kit.awaitReady(0);

    assertThat(told(BACK)).isEqualTo("3 viewers, 4 connections, recovering");
    assertThat(told(AWAY)).isEqualTo("2 viewers, 2 connections, recovering");

    var again = viewer(2).join(BACK);
    viewer(1).join(BACK);
    viewer(1).join(BACK);
    device(device).join(BACK);
    var still = viewer(4).join(AWAY);
    again.sees(BACK, 3, 4, PROMISE);
    still.sees(AWAY, 1, 1, PROMISE);
    assertThat(told(BACK)).isEqualTo("3 viewers, 4 connections, exact");
    assertThat(again.frames())
        .as("nobody is counted twice on the way")
        .allSatisfy(frame -> assertThat(frame.path("viewers").asInt()).isLessThanOrEqualTo(3));

    noRowIsDoubled(BACK, 4);
    noRowIsDoubled(AWAY, 2);
  }

  /** The sessions of before the restart have a row each, and no step of history has two. */
  private static void noRowIsDoubled(String stream, int ended) {
    var rows = new Rows(kit.database(), stream);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(rows.in("user_sessions")).isEqualTo(ended);
              assertThat(rows.in("viewer_history")).isGreaterThanOrEqualTo(2);
            });
    assertThat(rows.distinct("session_id", "user_sessions")).isEqualTo(ended);
    assertThat(rows.in("viewer_history")).isEqualTo(rows.distinct("at", "viewer_history"));
  }

  private static TestTab viewer(long id) {
    return kit.tab(0).connect(NodeKit.token(id));
  }

  private static TestTab device(String device) {
    var tab = kit.tab(0);
    tab.say("{\"type\":\"connect\",\"device\":\"" + device + "\"}");
    tab.first(frame -> frame.path("type").asText().equals("connected"));
    return tab;
  }

  private static String told(String stream) throws Exception {
    var answer = NodeKit.get(kit.http(0) + "/v1/streams/" + stream + "/viewers");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode count = JSON.readTree(answer.body());
    return "%d viewers, %d connections, %s"
        .formatted(
            count.path("viewers").asInt(),
            count.path("connections").asInt(),
            count.path("quality").asText());
  }
}
