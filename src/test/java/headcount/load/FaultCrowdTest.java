package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultCrowdTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String KEY = "k".repeat(40);

  private static Figures now(FaultCrowd crowd) {
    return crowd.moments().over(System.nanoTime(), System.nanoTime()).least();
  }

  @Test
  void theCrowdsTruthIsTheServersCountAlsoAfterChurn() {
    try (var server = new TinyServer(2, TinyRooms.Flaw.NONE);
        var asking = new Asking()) {
      var counts = new Counts(asking, List.of("hot"));
      var target =
          new Target(server.nodes().getFirst(), server.webSockets().getFirst(), null, 25_000);
      try (var crowd = FaultCrowd.start(addresses(server), KEY, FaultPlan.of("hot", 66))) {
        await().atMost(LONG).until(() -> now(crowd).connections() == 66);
        assertThat(crowd.standing()).containsExactly(33, 33);
        assertThat(now(crowd).viewers()).as("one of ten has two tabs").isEqualTo(60);
        crowd.churn(50);
        await().atMost(LONG).until(() -> crowd.joins() > 100);
        crowd.churn(0);
        await()
            .atMost(LONG)
            .untilAsserted(
                () -> {
                  var served = Objects.requireNonNullElse(counts.total(target), Figures.NONE);
                  assertThat(served).isEqualTo(now(crowd));
                  assertThat(served.connections()).isEqualTo(66);
                });
        assertThat(crowd.faults()).isEmpty();
        assertThat(crowd.closings()).isEmpty();
      }
      await().atMost(LONG).until(() -> Figures.NONE.equals(counts.total(target)));
    }
  }

  @Test
  void whomALostServerHadIsOwedUntilBackElsewhere() {
    try (var server = new TinyServer(2, TinyRooms.Flaw.NONE);
        var crowd = FaultCrowd.start(addresses(server), KEY, FaultPlan.of("hot", 44))) {
      await().atMost(LONG).until(() -> now(crowd).connections() == 44);
      var before = System.nanoTime();
      server.lose(1);
      await().atMost(LONG).until(() -> crowd.standing().equals(List.of(44, 0)));
      var since = crowd.moments().over(before, System.nanoTime());
      assertThat(since.held()).as("nobody is two").isEqualTo(40);
      assertThat(since.least().connections()).isEqualTo(22);
      assertThat(crowd.closings()).containsExactly(new Closings.Closing(1, 1006, 22));
      await()
          .atMost(LONG)
          .until(() -> now(crowd).equals(new Figures(40, 44, now(crowd).anonymous())));
    }
  }

  private static List<FaultCrowd.Address> addresses(TinyServer server) {
    return IntStream.range(0, 2)
        .mapToObj(i -> new FaultCrowd.Address(server.nodes().get(i), server.webSockets().get(i)))
        .toList();
  }
}
