package headcount.app;

import com.typesafe.config.ConfigFactory;
import headcount.embedded.EmbeddedSettings;
import headcount.embedded.Folders;
import headcount.embedded.Mysql;
import headcount.embedded.Parts;
import headcount.embedded.Ports;
import headcount.embedded.Redis;
import headcount.load.Crowd;
import headcount.store.aurora.Migrations;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  private record Servers(List<String> redis, JdbcAddress writer, @Nullable Mysql mysql) {}

  /** Returns when every node is ready. */
  void run(Path data, boolean fresh, int crowd) throws InterruptedException {
    var folder = DataFolder.open(data, fresh);
    ending.add("data folder", folder::close);
    Folders.requireRoom(folder.path(), ROOM);
    Ports.requireFree(plan.wanted(folder.path()));
    var keys = DevKeys.of(folder.path(), System.getenv());
    say.accept("starting Redis and MySQL, data in " + folder.path());
    var servers = servers(folder);
    DevConfig.of(plan, keys, servers.redis(), servers.writer(), servers.mysql())
        .write(folder.path());
    nodes(folder.path());
    announce(servers, folder.path());
    if (crowd > 0) {
      var loose = Crowd.start(sockets(), crowd, System.nanoTime());
      ending.add("crowd", loose::close);
      say.accept("crowd       " + crowd + " demo viewers come and go");
    }
  }

  private Servers servers(DataFolder folder) {
    var settings = EmbeddedSettings.from(ConfigFactory.load());
    var parts = new Parts(folder.parts());
    try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
      var redis = CompletableFuture.supplyAsync(() -> redis(settings, parts, folder.path()), two);
      var mysql = CompletableFuture.supplyAsync(() -> mysql(settings, parts, folder.path()), two);
      var database = joined(mysql);
      var writer = writer(database);
      Migrations.migrate(writer.url(), writer.user(), writer.password());
      return new Servers(joined(redis), writer, database);
    }
  }

  private List<String> redis(EmbeddedSettings settings, Parts parts, Path folder) {
    var address = plan.redis();
    if (!plan.ownRedis() && address != null) {
      return DevConfig.addresses(address);
    }
    var redis = Redis.start(settings, parts, plan.redisPlace(folder));
    ending.add("Redis", redis::close);
    return redis.uris();
  }

  private @Nullable Mysql mysql(EmbeddedSettings settings, Parts parts, Path folder) {
    if (!plan.ownMysql()) {
      return null;
    }
    var mysql = Mysql.start(settings, parts, plan.mysqlPlace(folder));
    ending.add("MySQL", mysql::close);
    return mysql;
  }

  private JdbcAddress writer(@Nullable Mysql mysql) {
    var address = plan.mysql();
    if (mysql != null) {
      return new JdbcAddress(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }
    return JdbcAddress.of(address == null ? "" : address, System.getenv());
  }

  private static <T extends @Nullable Object> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException sentence) {
        throw sentence;
      }
      throw e;
    }
  }

  private void nodes(Path folder) throws InterruptedException {
    if (plan.nodes() == 1) {
      var node = Node.start(NodeConfig.ofDev(folder, 0));
      ending.add("node", node::stop);
      Readiness.await(plan, _ -> true, () -> new Refusal("the node did not become ready"));
      return;
    }
    say.accept("starting " + plan.nodes() + " nodes, logs in " + folder + "/node-*.log");
    var nodes = DevNodes.start(folder, plan.nodes());
    ending.add("nodes", nodes::close);
    Supplier<RuntimeException> late = () -> nodes.child(0).failed("did not become ready");
    Readiness.await(plan, nodes::isAlive, late);
  }

  private List<URI> sockets() {
    return IntStream.range(0, plan.nodes())
        .mapToObj(i -> URI.create("ws://127.0.0.1:" + plan.ports(i).socket() + "/v1/ws"))
        .toList();
  }

  private void announce(Servers servers, Path folder) {
    say.accept("");
    for (var index = 0; index < plan.nodes(); index++) {
      var ports = plan.ports(index);
      say.accept(
          "node %-2d     http://localhost:%d/   ws://localhost:%d/v1/ws   http://localhost:%d/ops/node"
              .formatted(index, ports.http(), ports.socket(), ports.management()));
    }
    say.accept("Redis       " + String.join(" ", servers.redis()));
    say.accept("MySQL       " + servers.writer().url());
    say.accept("data        " + folder);
    say.accept("");
    say.accept(
        "Open http://localhost:" + plan.ports(0).http() + "/ in two tabs. Ctrl-C ends it all.");
  }
}
