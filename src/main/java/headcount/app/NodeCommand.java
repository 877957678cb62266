package headcount.app;

import com.typesafe.config.Config;
import headcount.embedded.ChildRecord;
import headcount.embedded.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one node of a cluster. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Runs one cluster node against real servers, or one of dev's nodes again.",
    footer = {
      "",
      "In production: ./headcount node --config conf/production.conf",
      "A lost node of ./headcount dev --nodes 3: ./headcount node --dev ~/.headcount/dev --index 1",
      "SIGTERM drains it and ends it."
    })
final class NodeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  private static final class Which {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The node's settings file (docs/configuration.md).")
    private @Nullable Path config;

    @ArgGroup(exclusive = false)
    private @Nullable OfDev dev;
  }

  private static final class OfDev {
    @Option(
        names = "--dev",
        required = true,
        paramLabel = "DIR",
        description = "The data folder of the dev that the node belongs to.")
    private Path folder = DataFolder.standard();

    @Option(
        names = "--index",
        required = true,
        paramLabel = "N",
        description = "Which of its nodes, from 0.")
    private int index;
  }

  @Override
  public Integer call() throws InterruptedException {
    var config = config();
    var node = Node.start(config);
    greet(config);
    var end = new Ending();
    end.add("node", node::stop);
    end.onExit();
    var _ = node.ended().thenRun(() -> Thread.ofPlatform().daemon().start(() -> putOut(end)));
    end.await();
    return 0;
  }

  /** Says where it listens and whom it looks for: until there is a cluster it says nothing more. */
  private static void greet(Config config) {
    LOG.info(
        "HTTP {}:{}, WebSockets {}:{}, management {}:{}",
        config.getString("headcount.http.host"),
        config.getInt("headcount.http.port"),
        config.getString("headcount.socket.host"),
        config.getInt("headcount.socket.port"),
        config.getString("headcount.http.management.host"),
        config.getInt("headcount.http.management.port"));
    LOG.info(
        "reached by other nodes at {}:{}, looking for a cluster at {}",
        config.getString("pekko.remote.artery.canonical.hostname"),
        config.getInt("pekko.remote.artery.canonical.port"),
        config.getStringList("pekko.cluster.seed-nodes"));
  }

  /** Ends with 1 where the actor system ended by itself; a stop, which ends it too, goes on. */
  private static void putOut(Ending end) {
    if (!end.hasBegun()) {
      LOG.warn("the cluster has put this node out, or none was found: it ends; start it again");
    }
    System.exit(1);
  }

  private Config config() {
    var dev = which.dev;
    if (dev == null) {
      var file = which.config;
      return NodeConfig.ofFile(file == null ? Path.of("") : file, System.getenv());
    }
    var folder = dev.folder.toAbsolutePath().normalize();
    var config = NodeConfig.ofDev(folder, dev.index);
    Ports.requireFree(wanted(config, dev.index));
    ChildRecord.ofThisJvm(DevNodes.record(folder, dev.index));
    return config;
  }

  private static List<Ports.Wanted> wanted(Config config, int index) {
    return new NodePorts(
            config.getInt("headcount.http.port"),
            config.getInt("headcount.socket.port"),
            config.getInt("headcount.http.management.port"),
            config.getInt("pekko.remote.artery.canonical.port"))
        .wanted(index);
  }
}
