package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.embedded.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking for a stream that nobody ever watched leaves no trace of it. */
class UnknownStreamTest {
  private static NodeKit kit;

  @BeforeAll
  static void start() {
    kit = NodeKit.one();
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  @Test
  void streamThatWasOnlyAskedForStaysUnknown() {
    var url = kit.http(0) + "/v1/streams/never-watched/viewers";
    assertThat(NodeKit.get(url).statusCode()).isEqualTo(404);
    // the entity that was asked has had its checkpoint's interval, and says so by being exact
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(NodeKit.get(url).statusCode()).isEqualTo(404));
    assertThat(TestRedis.ask("EXISTS", "live:stream:{never-watched}")).contains("0");
  }

  @Test
  void streamThatWasWatchedOnceIsKnownForGood() {
    var url = kit.http(0) + "/v1/streams/watched-once/viewers";
    assertThat(NodeKit.get(url).statusCode()).isEqualTo(404);
    var tab = kit.tab(0).connectAnonymous().join("watched-once");
    tab.sees("watched-once", 1, 1);
    tab.close();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var answer = NodeKit.get(url);
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).contains("\"viewers\":0");
            });
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(TestRedis.ask("EXISTS", "live:stream:{watched-once}")).contains("1"));
  }
}
