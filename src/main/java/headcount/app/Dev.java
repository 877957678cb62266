package headcount.app;

import headcount.embedded.Folders;
import headcount.embedded.Ports;
import headcount.load.Crowd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Everything on one machine, in the order in which it comes up: data folder, servers, tables,
 * nodes, demo viewers. It goes down the other way round.
 */
final class Dev {
  private static final long ROOM = 500L << 20;

  private final DevPlan plan;
  private final Ending ending;
  private final Consumer<String> say;

  /**
   * @param ending stops what was started, also what was started when the start fails
   * @param say prints a line
   */
  Dev(DevPlan plan, Ending ending, Consumer<String> say) {
    this.plan = plan;
    this.ending = ending;
    this.say = say;
  }

  /** Returns when every node is ready. */
  void run(Path data, boolean fresh, int crowd, Profile profile) throws InterruptedException {
    var folder = DataFolder.open(data, fresh);
    ending.add("data folder", folder::close);
    Folders.requireRoom(folder.path(), ROOM);
    Ports.requireFree(plan.wanted(folder.path()));
    var keys = DevKeys.of(folder.path(), System.getenv());
    say.accept("starting Redis and MySQL, data in " + folder.path());
    var servers = DevServers.start(plan, folder, ending);
    DevConfig.of(plan, keys, servers.addresses(), servers.writer(), servers.mysql())
        .over(profile.settings())
        .write(folder.path());
    nodes(folder.path(), profile);
    announce(servers, folder.path());
    if (crowd > 0) {
      var loose = Crowd.start(sockets(), crowd, System.nanoTime());
      ending.add("crowd", loose::close);
      say.accept("crowd       " + crowd + " demo viewers come and go");
    }
  }

  private void nodes(Path folder, Profile profile) throws InterruptedException {
    if (plan.nodes() == 1) {
      var node = Node.start(NodeConfig.ofDev(folder, 0));
      ending.add("node", node::stop);
      Readiness.await(plan, _ -> true, () -> new Refusal("the node did not become ready"));
      return;
    }
    say.accept("starting " + plan.nodes() + " nodes, logs in " + folder + "/node-*.log");
    var how = new NodeStart(List.of(), Map.of(), profile.flags());
    var nodes = DevNodes.start(folder, plan.nodes(), _ -> how);
    ending.add("nodes", nodes::close);
    Supplier<RuntimeException> late = () -> nodes.child(0).failed("did not become ready");
    Readiness.await(plan, nodes::isAlive, late);
  }

  private List<URI> sockets() {
    return IntStream.range(0, plan.nodes())
        .mapToObj(i -> URI.create("ws://127.0.0.1:" + plan.ports(i).socket() + "/v1/ws"))
        .toList();
  }

  private void announce(DevServers servers, Path folder) {
    say.accept("");
    for (var index = 0; index < plan.nodes(); index++) {
      var ports = plan.ports(index);
      say.accept(
          "node %-2d     http://localhost:%d/   ws://localhost:%d/v1/ws   http://localhost:%d/ops/node"
              .formatted(index, ports.http(), ports.socket(), ports.management()));
    }
    say.accept("Redis       " + String.join(" ", servers.addresses()));
    say.accept("MySQL       " + servers.writer().url());
    say.accept("data        " + folder);
    say.accept("");
    say.accept(
        "Open http://localhost:" + plan.ports(0).http() + "/ in two tabs. Ctrl-C ends it all.");
  }
}
