package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.access.Access;
import headcount.http.HttpServer;
import headcount.http.ManagementParts;
import headcount.http.ManagementServer;
import headcount.http.NodeStatus;
import headcount.http.Operators;
import headcount.http.PublicParts;
import headcount.socket.EdgeParts;
import headcount.socket.EdgeServer;
import headcount.stream.Counting;
import headcount.stream.Edge;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of Headcount: the sockets, the count, the stores and both HTTP ports, in one actor
 * system. Started once, stopped once; both block, and may be called from any thread.
 */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ActorSystem<Void> system;
  private final NodeStores stores;
  private final EdgeServer edge;
  private final NodeDrain drain;
  private final Duration drainOver;
  private final HttpServer http;

  private Node(
      ActorSystem<Void> system,
      NodeStores stores,
      EdgeServer edge,
      NodeDrain drain,
      Duration drainOver,
      HttpServer http) {
    this.system = system;
    this.stores = stores;
    this.edge = edge;
    this.drain = drain;
    this.drainOver = drainOver;
    this.http = http;
  }

  /** A node's own settings over Headcount's choices for Pekko and every room's defaults. */
  public static Config settings(Config own) {
    return FirstAnchor.patient(
        ConfigFactory.load(own.withFallback(ConfigFactory.parseResources("headcount/pekko.conf"))));
  }

  /**
   * Starts a node; it is ready a moment later, when {@code /ready} says so.
   *
   * @param config as {@link #settings} made it
   * @throws RuntimeException naming the setting or the port that does not work
   */
  public static Node start(Config config) {
    var wall = NodeClocks.wall();
    var meters = new NodeMeters();
    var settings = NodeSettings.from(config);
    var access = Access.of(settings.access(), System::nanoTime);
    var stores = NodeStores.connect(config, meters.meters(), wall);
    ActorSystem<Void> system = null;
    try {
      var setup = ActorSystemSetup.create(BootstrapSetup.create(config), stores.journal());
      system = ActorSystem.create(Behaviors.empty(), "headcount", setup);
      return assemble(system, settings, stores, access, meters);
    } catch (RuntimeException failure) {
      if (system != null) {
        system.terminate();
      }
      stores.close();
      throw failure;
    }
  }

  private static Node assemble(
      ActorSystem<Void> system,
      NodeSettings settings,
      NodeStores stores,
      Access access,
      NodeMeters meters) {
    var wall = NodeClocks.wall();
    var clocks = NodeClocks.both();
    var door = new AtomicReference<Edge>();
    var counting =
        Counting.start(
            system, settings.stream(), settings.saving(), stores.counting(), clocks, door::get);
    var edge =
        EdgeServer.start(
            system,
            settings.socket(),
            new EdgeParts(
                access, counting.members().self(), meters.meters(), wall, clocks.nanos()));
    door.set(edge.edge());
    edge.serve(counting.relays(), counting.sessions());
    stores.drainOutboxes(system);
    stores.keepUp(system);
    meters
        .meters()
        .gauge("relay.streams", "streams that this node's relays hold", counting::streamsHere);
    var readiness = new NodeReadiness();
    var drain = new NodeDrain(readiness, counting, edge, wall);
    var http =
        joined(
            HttpServer.start(
                system,
                settings.http(),
                new PublicParts(
                    counting.relays(),
                    counting.streams(),
                    stores.rankings(),
                    stores.history(),
                    stores.analysts(),
                    stores.answers(),
                    Operators.of(access.tokens(), wall),
                    readiness),
                wall));
    joined(
        ManagementServer.start(
            system,
            settings.management(),
            new ManagementParts(
                counting.streams(),
                counting.sessions(),
                counting.consistency(),
                stores.records(),
                new ManagementParts.Node(
                    status(system, counting, edge, drain, stores), drain, meters),
                readiness)));
    // a node that the cluster puts out sends its viewers elsewhere before it ends
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "viewers",
            () -> drain.run(Duration.ofSeconds(1)).thenApply(_ -> Done.getInstance()));
    readiness.follow(system, edge);
    return new Node(system, stores, edge, drain, settings.drain(), http);
  }

  private static NodeStatus status(
      ActorSystem<?> system,
      Counting counting,
      EdgeServer edge,
      NodeDrain drain,
      NodeStores stores) {
    var self = Cluster.get(system).selfMember();
    return () ->
        new NodeStatus.Status(
            ProcessHandle.current().pid(),
            self.address().toString(),
            self.getRoles().stream().filter(role -> !role.startsWith("dc-")).toList(),
            edge.edge().connections(),
            counting.streamsHere(),
            drain.isDraining(),
            stores.redisAddress(),
            stores.health());
  }

  /** The public HTTP port. */
  public int httpPort() {
    return http.port();
  }

  /** The WebSocket port. */
  public int socketPort() {
    return edge.port();
  }

  ActorSystem<Void> system() {
    return system;
  }

  /** Completes when the node has ended, also when the cluster has put it out. */
  public CompletionStage<Void> ended() {
    return system.getWhenTerminated().thenApply(_ -> null);
  }

  /**
   * Drains, hands its streams over, saves, and ends. Takes the drain's time and some 20 s at most.
   */
  public void stop() {
    step("drain", drain.run(drainOver), drainOver.plusSeconds(10));
    step("HTTP", http.stop(GRACE), GRACE.plusSeconds(3));
    step("sockets", edge.stop(), Duration.ofSeconds(10));
    system.terminate();
    step("actors", system.getWhenTerminated(), Duration.ofSeconds(40));
    step("loops", edge.release(), GRACE.plusSeconds(3));
    stores.close();
  }

  private static void step(String what, CompletionStage<?> stage, Duration patience) {
    try {
      stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("Stopping goes on without the {}: not done after {}", what, patience);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException failure) {
      LOG.warn("Stopping the {} failed: {}", what, String.valueOf(failure.getCause()));
    }
  }

  private static <T> T joined(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }
}
