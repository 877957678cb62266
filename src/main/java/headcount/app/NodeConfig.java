package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A node's settings: its file over every room's defaults, and the environment's token key over
 * both.
 */
final class NodeConfig {
  private static final String TOKEN_KEY = "headcount.access.token-key";

  private NodeConfig() {}

  /** The file that dev wrote for this node; it holds the token key in force already. */
  static Config ofDev(Path folder, int index) {
    var file = DevConfig.file(folder, index);
    if (!Files.exists(file)) {
      throw new Refusal(
          "there is no node %d in %s: ./headcount dev writes node-0.conf and so on there, as many as its --nodes"
              .formatted(index, folder));
    }
    return over(file);
  }

  static Config ofFile(Path file, Map<String, String> environment) {
    if (!Files.isReadable(file)) {
      throw new Refusal("there is no settings file " + file);
    }
    var key = environment.get(DevKeys.ENVIRONMENT);
    var config = over(file);
    return key == null || key.isEmpty()
        ? config
        : config.withValue(TOKEN_KEY, ConfigValueFactory.fromAnyRef(key));
  }

  private static Config over(Path file) {
    return Node.settings(ConfigFactory.parseFile(file.toFile()));
  }
}
