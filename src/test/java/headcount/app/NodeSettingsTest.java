package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every node's settings hold, whatever its own say. */
class NodeSettingsTest {
  /**
   * Remoting would otherwise close its ports at SIGTERM, before the node has said that it drains
   * and handed its streams over.
   */
  @Test
  void nothingButTheNodeItselfActsOnTheSignalToEnd() {
    var settings = Node.settings(ConfigFactory.empty());
    assertThat(settings.getBoolean("pekko.jvm-shutdown-hooks")).isFalse();
    assertThat(settings.getBoolean("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook"))
        .isFalse();
  }

  /** It would otherwise form a cluster of its own beside a living one that answers late. */
  @Test
  void onlyTheFirstAnchorWaitsLongForTheOthers() {
    assertThat(seedNodeTimeout(7355)).isEqualTo(Duration.ofSeconds(25));
    assertThat(seedNodeTimeout(7356)).isEqualTo(Duration.ofSeconds(5));
  }

  private static Duration seedNodeTimeout(int port) {
    var own =
        """
        pekko.cluster.seed-nodes = ["pekko://headcount@anchor:7355", "pekko://headcount@anchor:7356"]
        pekko.remote.artery.canonical { hostname = anchor, port = %d }
        """
            .formatted(port);
    return Node.settings(ConfigFactory.parseString(own))
        .getDuration("pekko.cluster.seed-node-timeout");
  }
}
