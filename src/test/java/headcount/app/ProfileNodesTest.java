package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.stream.StreamEntity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes as the files in {@code conf/} make them, at the kit's addresses. */
class ProfileNodesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** What says where something is, and how long a stop takes; all else is the profile's. */
  private static final List<String> THE_KITS_OWN =
      List.of(
          "site",
          "pekko.remote.artery.canonical",
          "pekko.cluster.seed-nodes",
          "headcount.access",
          "headcount.store.redis.uri",
          "headcount.store.aurora",
          "headcount.app.drain");

  private static String settings(String profile) {
    var all = Profile.of(Path.of("conf", profile + ".conf")).settings();
    for (String path : THE_KITS_OWN) {
      all = all.withoutPath(path);
    }
    return all.root().render();
  }

  @Test
  void edgeHoldsSocketsAndTheStreamHostCountsThem() {
    try (var kit = NodeKit.each(2, "5m", node -> settings(node == 0 ? "stream-host" : "edge"))) {
      for (int i = 0; i < 4; i++) {
        var stream = "profile-" + i;
        counts(kit, 1, stream);
        var ops = NodeKit.get(kit.management(1) + "/ops/streams/" + stream).body();
        assertThat(ops).contains(kit.address(0)).doesNotContain("\"node\":\"" + kit.address(1));
      }
      await().atMost(LONG).until(() -> shards(kit, 0).contains("\"shardId\""));
      assertThat(shards(kit, 1)).as("shards of the edge").doesNotContain("\"shardId\"");
    }
  }

  @Test
  void smallAndDevCount() {
    try (var kit = NodeKit.each(2, "5m", node -> settings(node == 0 ? "dev" : "small"))) {
      counts(kit, 0, "profile-dev");
      counts(kit, 1, "profile-small");
    }
  }

  private static void counts(NodeKit kit, int node, String stream) {
    var stays = kit.tab(node).connect(NodeKit.token(1)).join(stream);
    var goes = kit.tab(node).connect(NodeKit.token(2)).join(stream);
    stays.sees(stream, 2, 2);
    goes.close();
    stays.sees(stream, 1, 1);
  }

  private static String shards(NodeKit kit, int node) {
    return NodeKit.get(kit.management(node) + "/cluster/shards/" + StreamEntity.TYPE.name()).body();
  }
}
