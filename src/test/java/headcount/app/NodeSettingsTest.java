package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
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
}
