package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node whose loops may spend next to nothing on pushes. */
class PushBudgetOnANodeTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static NodeKit kit;

  @BeforeAll
  static void start() {
    // a frame of 10 µs is paid for after seconds, so that the longest interval decides
    kit =
        NodeKit.of(
            1,
            "5m",
            """
            headcount.stream.push { share = 0.000001, medium-interval = 1s, longest-interval = 2s }
            """);
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  @Test
  void overloadStretchesIntervalsAndTheLastCountArrives() {
    var stream = "push-budget";
    var stays = kit.tab(0).connect(NodeKit.token(1)).join(stream);
    var others = new ArrayList<TestTab>();
    for (int viewer = 2; viewer <= 6; viewer++) {
      others.add(kit.tab(0).connect(NodeKit.token(viewer)).join(stream));
    }
    stays.sees(stream, 6, 6);
    others.forEach(tab -> tab.sees(stream, 6, 6));
    others.removeFirst().close();
    stays.sees(stream, 5, 5);
    await().atMost(LONG).until(() -> metric("headcount_push_stretched_total") > 0);
    assertThat(metric("headcount_socket_push_seconds_total")).isPositive();
    assertThat(metric("headcount_socket_push_frame_seconds")).isPositive();
    assertThat(metric("headcount_socket_loops")).isPositive();
    // what is counted, and what a join is answered, waits for no push
    var late = kit.tab(0).connect(NodeKit.token(7)).join(stream);
    await()
        .atMost(LONG)
        .until(
            () ->
                NodeKit.get(kit.http(0) + "/v1/streams/" + stream + "/viewers")
                    .body()
                    .contains("\"viewers\":6"));
    late.sees(stream, 6, 6);
    stays.sees(stream, 6, 6);
  }

  private static double metric(String name) {
    var text = NodeKit.get(kit.management(0) + "/metrics").body();
    var found = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.E-]+)$").matcher(text);
    assertThat(found.find()).as(name).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
