package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;

/**
 * The anchor that stands first in the list: the only node that may form a cluster, and so the only
 * one that can form a second beside a living one.
 *
 * <p>Pekko lets it do so when the others have not answered for {@code seed-node-timeout}. For all
 * others the same setting is how soon they ask again, which is to be short.
 */
final class FirstAnchor {
  private static final String PATIENCE = "headcount.app.anchor-patience";
  private static final String TIMEOUT = "pekko.cluster.seed-node-timeout";

  private FirstAnchor() {}

  /** The settings, with more patience where they are the first anchor's. */
  static Config patient(Config settings) {
    var patience = settings.getDuration(PATIENCE);
    if (patience.isZero() || patience.isNegative()) {
      throw new IllegalArgumentException(PATIENCE + " must be above 0, was " + patience);
    }
    var seeds = settings.getStringList("pekko.cluster.seed-nodes");
    return !seeds.isEmpty() && seeds.getFirst().equals(self(settings))
        ? settings.withValue(TIMEOUT, ConfigValueFactory.fromAnyRef(patience))
        : settings;
  }

  private static String self(Config settings) {
    var canonical = settings.getConfig("pekko.remote.artery.canonical");
    return "pekko://headcount@"
        + canonical.getString("hostname")
        + ":"
        + canonical.getString("port");
  }
}
