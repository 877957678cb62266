package headcount.app;

import headcount.bench.cluster.NodeOrders;
import headcount.bench.cluster.VirtualCrowd;
import headcount.stream.Counting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A node as it is in production, but for its sockets and its HTTP ports: benches bring its tabs to
 * its relays themselves. Its orders come by its standard input.
 */
public final class SocketlessNode {
  private static final long END_SECONDS = 60;

  private SocketlessNode() {}

  /** Runs node {@code args[1]} of the data folder {@code args[0]} until its orders end. */
  public static void main(String[] args) throws Exception {
    var index = Integer.parseInt(args[1]);
    var config = NodeConfig.ofDev(Path.of(args[0]), index);
    var settings = NodeSettings.from(config);
    var stores = NodeStores.connect(config, new NodeMeters().meters(), NodeClocks.wall());
    var setup = ActorSystemSetup.create(BootstrapSetup.create(config), stores.journal());
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "headcount", setup);
    var crowd = new VirtualCrowd(index);
    var counting =
        Counting.start(
            system,
            settings.stream(),
            settings.saving(),
            stores.counting(),
            NodeClocks.both(),
            () -> crowd);
    crowd.at(counting.relays());
    stores.drainOutboxes(system);
    obey(new NodeOrders(counting, crowd));
    counting.drain();
    counting
        .close(System.currentTimeMillis())
        .toCompletableFuture()
        .get(END_SECONDS, TimeUnit.SECONDS);
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(END_SECONDS, TimeUnit.SECONDS);
    stores.close();
    System.exit(0);
  }

  private static void obey(NodeOrders orders) throws IOException {
    orders.obey(System.in, System.out);
  }
}
