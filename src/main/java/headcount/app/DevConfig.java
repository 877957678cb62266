package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import headcount.embedded.Mysql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings file of each node of a {@code dev}: {@code node-<index>.conf} in its data folder,
 * mode 600 because keys are in it.
 */
public final class DevConfig {
  private static final String LOOPBACK = "127.0.0.1";

  private final DevPlan plan;
  private final DevKeys keys;
  private final Map<String, Object> stores;
  private final Config profile;

  private DevConfig(DevPlan plan, DevKeys keys, Map<String, Object> stores, Config profile) {
    this.plan = plan;
    this.keys = keys;
    this.stores = stores;
    this.profile = profile;
  }

  /**
   * @param redis addresses as {@code redis://host:port}; more than one, or a cluster's: all of them
   * @param writer where records go
   * @param mysql the embedded one, whose readers are read; null with a real one
   */
  public static DevConfig of(
      DevPlan plan, DevKeys keys, List<String> redis, JdbcAddress writer, @Nullable Mysql mysql) {
    var stores = new HashMap<String, Object>();
    if (redis.size() > 1) {
      var seeds = redis.stream().map(uri -> uri.substring(uri.indexOf("//") + 2)).toList();
      stores.put("headcount.store.redis.nodes", seeds);
      stores.put("headcount.store.redis.cluster", true);
    }
    stores.put("headcount.store.redis.uri", redis.getFirst());
    stores.put("headcount.store.aurora.writer", server(writer));
    var readers = mysql == null ? List.<String>of() : mysql.readerUrls();
    stores.put(
        "headcount.store.aurora.readers",
        readers.stream()
            .map(url -> server(new JdbcAddress(url, writer.user(), writer.password())))
            .toList());
    return new DevConfig(plan, keys, stores, ConfigFactory.empty());
  }

  /** Addresses of a real Redis: one, or a cluster's with commas between. */
  static List<String> addresses(String redis) {
    return Arrays.stream(redis.split(",", -1)).map(String::strip).toList();
  }

  private static Map<String, Object> server(JdbcAddress address) {
    return Map.of("url", address.url(), "user", address.user(), "password", address.password());
  }

  /** The same over a profile. */
  public DevConfig over(Config profile) {
    return new DevConfig(plan, keys, stores, profile);
  }

  /** The settings file of one node. */
  public static Path file(Path folder, int index) {
    return folder.resolve("node-" + index + ".conf");
  }

  /** Writes the files of all nodes, and removes those of nodes that are no more. */
  public void write(Path folder) {
    write(folder, _ -> "");
  }

  /** Writes them, each with further settings (HOCON) that win over dev's. */
  public void write(Path folder, IntFunction<String> further) {
    for (var index = 0; index < plan.nodes(); index++) {
      var options = ConfigRenderOptions.concise().setJson(false).setFormatted(true);
      PrivateFile.write(
          file(folder, index), settings(index).root().render(options) + further.apply(index));
    }
    for (var index = plan.nodes(); Files.exists(file(folder, index)); index++) {
      file(folder, index).toFile().delete();
    }
  }

  private Config settings(int index) {
    var all = new HashMap<>(stores);
    addresses(all, plan.ports(index));
    all.put("pekko.cluster.roles", List.of(index < plan.anchors() ? "anchor" : "edge"));
    all.put("pekko.cluster.seed-nodes", seeds());
    all.put("headcount.checkpoint.history-step", plan.look().historyStep());
    all.put("headcount.access.token-key", keys.token());
    all.put("headcount.access.device-key", keys.device());
    all.put("headcount.access.viewer-key", keys.viewer());
    all.put("headcount.access.anonymous", true);
    all.put("headcount.access.origins", origins());
    all.put("headcount.store.aurora.cluster-nodes", Math.max(plan.nodes(), 3));
    all.put("headcount.app.drain", "5s");
    var config = ConfigFactory.empty();
    for (var entry : all.entrySet()) {
      var value = com.typesafe.config.ConfigValueFactory.fromAnyRef(entry.getValue());
      config = config.withValue(entry.getKey(), value);
    }
    return config.withFallback(profile);
  }

  private void addresses(Map<String, Object> all, NodePorts ports) {
    all.put("headcount.http.host", plan.look().host());
    all.put("headcount.http.port", ports.http());
    all.put("headcount.socket.host", plan.look().host());
    all.put("headcount.socket.port", ports.socket());
    all.put("headcount.http.management.host", LOOPBACK);
    all.put("headcount.http.management.port", ports.management());
    all.put("pekko.remote.artery.canonical.hostname", LOOPBACK);
    all.put("pekko.remote.artery.canonical.port", ports.artery());
  }

  private static List<String> origins() {
    var own = Stream.of("localhost", LOOPBACK).map(host -> "http://" + host + ":*").toList();
    return new ArrayList<>(own);
  }

  private List<String> seeds() {
    return IntStream.range(0, plan.anchors())
        .mapToObj(index -> "pekko://headcount@" + LOOPBACK + ":" + plan.ports(index).artery())
        .toList();
  }
}
