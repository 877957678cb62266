package headcount.app;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.access.TokenKey;
import headcount.access.TokenSigner;
import headcount.embedded.FreePorts;
import headcount.embedded.TestMysql;
import headcount.store.aurora.Migrations;
import headcount.stream.StreamEntity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.remote.RARP;
import org.apache.pekko.remote.transport.ThrottlerTransportAdapter;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.FutureConverters;

/**
 * Real nodes in this JVM, on free ports, over the shared Redis and a MySQL database of their own:
 * the whole product but for its processes. Streams of other tests may be in the same Redis, so each
 * test names its own.
 */
final class NodeKit implements AutoCloseable {
  static final String KEY = "k".repeat(40);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String database;
  private final String step;
  private final IntFunction<String> more;
  private final int first;
  private final int size;
  private final List<@Nullable Node> nodes = new ArrayList<>();
  private final List<Thread> dead = new ArrayList<>();

  private NodeKit(int size, String step, IntFunction<String> more) {
    this.size = size;
    this.step = step;
    this.more = more;
    this.first = FreePorts.row(size * 4);
    this.database = TestMysql.freshDatabase();
    Migrations.migrate(database, TestMysql.user(), TestMysql.password());
  }

  /** One node, with history in steps of five minutes. */
  static NodeKit one() {
    return of(1, "5m");
  }

  static NodeKit of(int size, String step) {
    return of(size, step, "");
  }

  /** As many nodes, with more or other settings. */
  static NodeKit of(int size, String step, String more) {
    return each(size, step, _ -> more);
  }

  /** As many nodes, each with more or other settings of its own. */
  static NodeKit each(int size, String step, IntFunction<String> more) {
    var kit = new NodeKit(size, step, more);
    for (int i = 0; i < size; i++) {
      kit.start(i);
    }
    for (int i = 0; i < size; i++) {
      kit.awaitReady(i);
    }
    return kit;
  }

  /** Starts node i (again). */
  void start(int i) {
    var node = Node.start(config(i, ConfigFactory.parseString(more.apply(i))));
    if (i < nodes.size()) {
      nodes.set(i, node);
    } else {
      nodes.add(node);
    }
  }

  void awaitReady(int i) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> get(management(i) + "/ready").statusCode() == 200);
  }

  private Node node(int i) {
    return Objects.requireNonNull(nodes.get(i), "a node that was killed");
  }

  /** Node i's actors. */
  ActorSystem<?> system(int i) {
    return node(i).system();
  }

  private int port(int i, int which) {
    return first + i * 4 + which;
  }

  /** Node i's settings under these others. */
  Config config(int i, Config others) {
    return Node.settings(others.withFallback(ConfigFactory.parseString(settings(i))));
  }

  private String settings(int i) {
    var seeds =
        IntStream.range(0, size)
            .mapToObj(n -> "\"" + address(n) + "\"")
            .collect(Collectors.joining(","));
    return NodeKitSettings.text(
        new NodeKitSettings.Ports(port(i, 0), port(i, 1), port(i, 2), port(i, 3)),
        database,
        step,
        seeds);
  }

  String database() {
    return database;
  }

  String http(int i) {
    return "http://127.0.0.1:" + port(i, 0);
  }

  String management(int i) {
    return "http://127.0.0.1:" + port(i, 1);
  }

  int socket(int i) {
    return port(i, 2);
  }

  /** Stops node i as SIGTERM does. */
  void stop(int i) {
    node(i).stop();
  }

  /** What node i is called in its cluster. */
  String address(int i) {
    return "pekko://headcount@127.0.0.1:" + port(i, 3);
  }

  /**
   * Ends node i without a word to anybody, as SIGKILL does; what is left of it is put away later.
   */
  void kill(int i) {
    var node = node(i);
    ((ExtendedActorSystem) Adapter.toClassic(node.system())).finalTerminate();
    node.ended().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    dead.add(Thread.startVirtualThread(node::stop));
    nodes.set(i, null);
  }

  /** From now on nothing passes between nodes i and j, or again everything does. */
  @SuppressWarnings("deprecation")
  void cut(int i, int j, boolean off) {
    var order =
        new ThrottlerTransportAdapter.SetThrottle(
            AddressFromURIString.parse(address(j)),
            ThrottlerTransportAdapter.bothDirection(),
            off
                ? ThrottlerTransportAdapter.blackholeThrottleMode()
                : ThrottlerTransportAdapter.unthrottledThrottleMode());
    var remoting = (RARP) RARP.get(Adapter.toClassic(node(i).system()));
    FutureConverters.asJava(remoting.provider().transport().managementCommand(order))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** Asks the entity of a stream by way of node i, with 10 s for the answer. */
  <T> T ask(int i, Function<ActorRef<T>, StreamEntity.Request> question) {
    var system = node(i).system();
    return AskPattern.<StreamEntity.Command, T>ask(
            region(i), question::apply, Duration.ofSeconds(10), system.scheduler())
        .toCompletableFuture()
        .join();
  }

  /** Node i's way to all streams' entities. */
  ActorRef<StreamEntity.Command> region(int i) {
    return ActorRefResolver.get(node(i).system())
        .resolveActorRef("pekko://headcount/system/sharding/" + StreamEntity.TYPE.name());
  }

  /** A new tab on node i, connected. */
  TestTab tab(int i) {
    return TestTab.open(URI.create("ws://127.0.0.1:" + socket(i) + "/v1/ws"));
  }

  static String token(long viewer) {
    return signer().sign(Long.toString(viewer), Duration.ofHours(1), null, null, Instant.now());
  }

  static String operator() {
    return signer().sign("1", Duration.ofHours(1), "operator", null, Instant.now());
  }

  static TokenSigner signer() {
    return new TokenSigner((TokenKey.Shared) TokenKey.shared(KEY));
  }

  static HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  /** The whole answer, within 20 s. */
  static HttpResponse<String> send(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    nodes.parallelStream().filter(Objects::nonNull).forEach(Node::stop);
    for (Thread each : dead) {
      try {
        each.join();
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
    }
  }
}
