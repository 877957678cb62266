package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.access.AccessSettings;
import headcount.store.aurora.AuroraSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevConfigTest {
  private static final DevPlan.Look LOOK = new DevPlan.Look("127.0.0.1", "10s");
  private static final JdbcAddress WRITER =
      new JdbcAddress("jdbc:mysql://127.0.0.1:13306/headcount", "app", "it's \"quoted\" ${x}");

  @TempDir Path folder;

  private void write(int nodes, String... redis) {
    var plan = new DevPlan(nodes, 100, null, null, 0, LOOK);
    var keys = DevKeys.of(folder, Map.of());
    DevConfig.of(plan, keys, List.of(redis), WRITER, null).write(folder);
  }

  @Test
  void firstThreeNodesAreAnchorsAndOthersEdges() {
    write(4, "redis://127.0.0.1:16479");
    for (var index = 0; index < 4; index++) {
      var config = NodeConfig.ofDev(folder, index);
      assertThat(config.getStringList("pekko.cluster.roles"))
          .containsExactly(index < 3 ? "anchor" : "edge");
      assertThat(config.getStringList("pekko.cluster.seed-nodes"))
          .containsExactly(
              "pekko://headcount@127.0.0.1:7455",
              "pekko://headcount@127.0.0.1:7456",
              "pekko://headcount@127.0.0.1:7457");
      assertThat(config.getInt("headcount.http.port")).isEqualTo(8180 + index);
      assertThat(config.getInt("headcount.socket.port")).isEqualTo(9180 + index);
      assertThat(config.getInt("headcount.http.management.port")).isEqualTo(8658 + index);
    }
  }

  @Test
  void ofTwoNodesOnlyTheFirstIsAnAnchor() {
    write(2, "redis://127.0.0.1:16479");
    assertThat(NodeConfig.ofDev(folder, 1).getStringList("pekko.cluster.roles"))
        .containsExactly("edge");
    assertThat(NodeConfig.ofDev(folder, 1).getStringList("pekko.cluster.seed-nodes")).hasSize(1);
  }

  @Test
  void fewerNodesLeaveNoFileOfAFormerOne() {
    write(3, "redis://127.0.0.1:16479");
    write(1, "redis://127.0.0.1:16479");
    assertThatThrownBy(() -> NodeConfig.ofDev(folder, 1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no node 1");
  }

  @Test
  void roomsReadWhatIsWritten() {
    write(1, "redis://127.0.0.1:16479");
    var config = NodeConfig.ofDev(folder, 0);
    var access = AccessSettings.from(config);
    assertThat(access.anonymous()).isTrue();
    assertThat(access.tokens().key()).isEqualTo(DevKeys.of(folder, Map.of()).token());
    assertThat(access.origins().entries())
        .containsExactly("http://localhost:*", "http://127.0.0.1:*");
    assertThat(AuroraSettings.from(config).writer().password()).isEqualTo(WRITER.password());
    assertThat(config.getString("headcount.checkpoint.history-step")).isEqualTo("10s");
  }

  @Test
  void clustersSeedsAreNamedAsHostAndPort() {
    write(1, "redis://127.0.0.1:16479", "redis://127.0.0.1:16480");
    var redis = NodeConfig.ofDev(folder, 0).getConfig("headcount.store.redis");
    assertThat(redis.getBoolean("cluster")).isTrue();
    assertThat(redis.getStringList("nodes")).containsExactly("127.0.0.1:16479", "127.0.0.1:16480");
  }

  @Test
  void flagsOutOfBoundsAreNamed() {
    assertThatThrownBy(() -> new DevPlan(0, 0, null, null, 0, LOOK))
        .hasMessage("--nodes must be 1 to 20, was 0");
    assertThatThrownBy(() -> new DevPlan(1, -1, null, null, 0, LOOK))
        .hasMessageContaining("--port-offset");
    assertThatThrownBy(() -> new DevPlan(1, 0, "kluster", null, 0, LOOK))
        .hasMessageContaining("--redis");
    assertThatThrownBy(() -> new DevPlan(1, 0, null, "jdbc:mysql://db/h", 2, LOOK))
        .hasMessageContaining("--mysql-readers");
    assertThatThrownBy(() -> new DevPlan.Look("127.0.0.1", "soon"))
        .hasMessageContaining("--history-step");
  }

  @Test
  void userAndPasswordLeaveTheUrl() {
    var address = JdbcAddress.of("jdbc:mysql://db:3306/h?user=me&ssl=1&password=a%26b", Map.of());
    assertThat(address.url()).isEqualTo("jdbc:mysql://db:3306/h?ssl=1");
    assertThat(address.user()).isEqualTo("me");
    assertThat(address.password()).isEqualTo("a&b");
    assertThat(address.toString()).doesNotContain("a&b");
    var environment = Map.of("HEADCOUNT_MYSQL_PASSWORD", "secret");
    assertThat(JdbcAddress.of("jdbc:mysql://db/h", environment).password()).isEqualTo("secret");
    assertThatThrownBy(() -> JdbcAddress.of("mysql://db", Map.of())).isInstanceOf(Refusal.class);
  }
}
