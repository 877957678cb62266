package headcount.bench.cluster;

import headcount.app.DataFolder;
import headcount.app.DevConfig;
import headcount.app.DevKeys;
import headcount.app.DevPlan;
import headcount.app.DevServers;
import headcount.app.Ending;
import headcount.app.bench.BenchGround;
import headcount.embedded.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Real nodes without sockets, over a Redis and a MySQL of their own. For one thread. */
final class BenchCluster implements AutoCloseable {
  private static final Duration FORMING = Duration.ofMinutes(4);

  /** Counts what crosses nodes; the first node does not wait for the other anchors. */
  private static final String SETTINGS =
      """

      pekko.actor.serializers.headcount-hot = "headcount.bench.cluster.CountingSerializer"
      headcount.app.anchor-patience = 1s
      """;

  private final Ending ending = new Ending();
  private final Path folder;
  private final DevServers servers;
  private final String heap;
  private final List<BenchNode> nodes = new ArrayList<>();

  /** Starts the stores, and plans so many nodes. */
  BenchCluster(BenchGround ground, int planned, String heap) {
    this.heap = heap;
    var look = new DevPlan.Look("127.0.0.1", "1m");
    var plan = new DevPlan(planned, ground.portOffset(), null, null, 0, look);
    ending.onExit();
    var data = DataFolder.open(ground.data(), true);
    ending.add("data folder", data::close);
    this.folder = data.path();
    Ports.requireFree(plan.wanted(folder));
    this.servers = DevServers.start(plan, data, ending);
    var keys = DevKeys.of(folder, Map.of());
    DevConfig.of(plan, keys, servers.addresses(), servers.writer(), servers.mysql())
        .write(folder, _ -> SETTINGS);
    ending.add("nodes", () -> nodes.forEach(BenchNode::close));
  }

  DevServers servers() {
    return servers;
  }

  List<BenchNode> nodes() {
    return nodes;
  }

  BenchNode node(int index) {
    return nodes.get(index);
  }

  /** Starts so many more nodes; returns when all see each other. */
  void start(int more) throws IOException, InterruptedException {
    for (var i = 0; i < more; i++) {
      nodes.add(new BenchNode(folder, nodes.size(), heap));
    }
    var begin = System.nanoTime();
    for (var node : nodes) {
      while (!node.ask("members").equals(Integer.toString(nodes.size()))) {
        if (System.nanoTime() - begin > FORMING.toNanos()) {
          throw new IllegalStateException("the cluster did not form: " + folder);
        }
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  /** The node that hosts the stream's entity, as that one says. */
  BenchNode host(int stream, BenchNode asked) throws InterruptedException {
    var pid = Long.parseLong(asked.ask("host " + stream).split(" ", -1)[0]);
    return nodes.stream()
        .filter(node -> node.pid() == pid)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no node has pid " + pid));
  }

  @Override
  public void close() {
    ending.end();
  }
}
