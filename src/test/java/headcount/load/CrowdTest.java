package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CrowdTest {
  @Test
  void demoViewersComeAndAllGoHomeAtTheEnd() {
    try (var server = new TinyServer(2, TinyRooms.Flaw.NONE);
        var asking = new Asking()) {
      var counts = new Counts(asking, Crowd.STREAMS);
      var node = server.nodes().getFirst();
      var target = new Target(node, server.webSockets().getFirst(), null, 25_000);
      try (var crowd = Crowd.start(server.webSockets(), 40, 5)) {
        await().atMost(Duration.ofSeconds(20)).until(() -> crowd.connected() >= 24);
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () -> {
                  var total = Objects.requireNonNullElse(counts.total(target), Figures.NONE);
                  assertThat(total.viewers()).isBetween(20L, 40L).isEqualTo(total.anonymous());
                });
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> Figures.NONE.equals(counts.total(target)));
    }
  }

  @Test
  void theMoodStaysWithinItsBoundsAndReachesEveryStream() {
    var mood = new CrowdMood(5, new Dice(9));
    var streams = new HashSet<Integer>();
    var sizes = new HashSet<Integer>();
    for (var second = 0; second < 600; second++) {
      streams.add(mood.stream(second));
      sizes.add(mood.present(200, second));
    }
    assertThat(streams).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(sizes).allMatch(size -> size >= 120 && size <= 200).hasSizeGreaterThan(20);
  }
}
