package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.stream.StreamEntity;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stream host and an edge, as {@code conf/} makes them: sockets here, streams there. */
class RolesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void edgeHoldsSocketsAndTheHostCountsThem() {
    try (var kit = NodeKit.each(2, "5m", RolesTest::roles)) {
      for (int i = 0; i < 4; i++) {
        var stream = "roles-" + i;
        var one = kit.tab(1).connect(NodeKit.token(1)).join(stream);
        var two = kit.tab(1).connect(NodeKit.token(2)).join(stream);
        one.sees(stream, 2, 2);
        two.close();
        one.sees(stream, 1, 1);
        var ops = NodeKit.get(kit.management(1) + "/ops/streams/" + stream).body();
        assertThat(ops).contains(kit.address(0)).doesNotContain("\"node\":\"" + kit.address(1));
      }
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(shards(kit, 0)).as("shards of the host").contains("\"shardId\""));
      assertThat(shards(kit, 1)).as("shards of the edge").doesNotContain("\"shardId\"");
    }
  }

  private static String shards(NodeKit kit, int node) {
    return NodeKit.get(kit.management(node) + "/cluster/shards/" + StreamEntity.TYPE.name()).body();
  }

  /** What the two files say of roles, and nothing else of them: addresses are the kit's. */
  private static String roles(int node) {
    var file = Path.of("conf", node == 0 ? "stream-host.conf" : "edge.conf");
    var cluster = Profile.of(file).settings().getConfig("pekko.cluster").withoutPath("seed-nodes");
    return "pekko.cluster " + cluster.root().render();
  }
}
