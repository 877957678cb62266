package headcount.app.faults;

import headcount.app.DevPlan;
import headcount.app.DevServers;
import headcount.app.Ending;
import headcount.app.NodeStart;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes in network namespaces: where each is, how it is started, and its way to the stores. */
final class Apart {
  private final DevPlan plan;
  private final DevServers servers;
  private final Namespaces namespaces;

  private Apart(DevPlan plan, DevServers servers, Namespaces namespaces) {
    this.plan = plan;
    this.servers = servers;
    this.namespaces = namespaces;
  }

  /** Makes the namespaces and opens the stores' ports to them, until the ending. */
  static Apart make(DevPlan plan, DevServers servers, Ending ending) {
    var namespaces = Namespaces.make(plan.offset(), plan.nodes());
    ending.add("namespaces", namespaces::close);
    var apart = new Apart(plan, servers, namespaces);
    var redis = StoreGate.open(namespaces.here(), apart.redisPort());
    ending.add("way to Redis", redis::close);
    var mysql = StoreGate.open(namespaces.here(), apart.mysql().getPort());
    ending.add("way to MySQL", mysql::close);
    return apart;
  }

  Namespaces namespaces() {
    return namespaces;
  }

  private int redisPort() {
    return URI.create(servers.addresses().getFirst()).getPort();
  }

  private URI mysql() {
    return URI.create(servers.writer().url().substring("jdbc:".length()));
  }

  NodeStart start(int node, NodeStart usual) {
    return new NodeStart(namespaces.prefix(node), usual.environment(), usual.flags());
  }

  /** The node's settings, HOCON, over dev's. */
  String settings(int node) {
    var own = namespaces.address(node);
    var anchors =
        IntStream.range(0, plan.anchors())
            .mapToObj(
                i ->
                    "\"pekko://headcount@%s:%d\""
                        .formatted(namespaces.address(i), plan.ports(i).artery()))
            .collect(Collectors.joining(","));
    var database = mysql();
    return """
        headcount.http.host = "%s"
        headcount.http.management.host = "%s"
        headcount.socket.host = "%s"
        headcount.store.redis.uri = "redis://%s:%d"
        headcount.store.aurora.writer.url = "jdbc:mysql://%s:%d%s"
        pekko.remote.artery.canonical.hostname = "%s"
        pekko.cluster.seed-nodes = [%s]
        """
        .formatted(
            own,
            own,
            own,
            namespaces.here(),
            redisPort(),
            namespaces.here(),
            database.getPort(),
            servers.writer().url().substring(servers.writer().url().indexOf(database.getPath())),
            own,
            anchors);
  }
}
