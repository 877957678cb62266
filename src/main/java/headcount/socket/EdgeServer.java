package headcount.socket;

import headcount.stream.Edge;
import headcount.stream.Relays;
import headcount.stream.Sessions;
import io.netty.channel.Channel;
import io.netty.channel.IoEventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The socket port of one node. It listens from the start and answers 503 until it was told whom to
 * count with ({@link #serve}) and that it may admit ({@link #admit}). Thread-safe.
 */
public final class EdgeServer {
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final EdgeNode node;
  private final NodeEdge edge;
  private final IoEventLoopGroup group;
  private final Channel listener;
  private final List<ActorRef<Spawner.Command>> spawners;
  private final CompletableFuture<Void> spawnersStopped;

  EdgeServer(
      EdgeNode node,
      NodeEdge edge,
      IoEventLoopGroup group,
      Channel listener,
      List<ActorRef<Spawner.Command>> spawners,
      CompletableFuture<Void> spawnersStopped) {
    this.node = node;
    this.edge = edge;
    this.group = group;
    this.listener = listener;
    this.spawners = spawners;
    this.spawnersStopped = spawnersStopped;
  }

  /**
   * Binds the port. Blocks for the moment that takes.
   *
   * @throws java.io.UncheckedIOException if the address cannot be bound, naming it
   */
  public static EdgeServer start(ActorSystem<?> system, SocketSettings settings, EdgeParts parts) {
    return EdgeStart.start(system, settings, parts);
  }

  /** The port that is bound. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** The sockets, for the relays. */
  public Edge edge() {
    return edge;
  }

  /** Says whom tabs are counted with; to be called once, before anybody is admitted. */
  public void serve(Relays relays, Sessions sessions) {
    node.serve(relays, sessions);
  }

  /** Whether new connections are taken; where not, {@code /ready} on this port says so. */
  public void admit(boolean now) {
    node.admit(now);
  }

  /** Whether {@code /ready} on this port says so while connections are taken. True at first. */
  public void recommend(boolean now) {
    node.recommend(now);
  }

  /**
   * Sends everybody elsewhere: admits nobody any more, tells each client to reconnect after a
   * random part of the time given, and closes with 1012 who is still here at its end. None of those
   * is reported as having left; who closes by himself has left here.
   *
   * @return completes when no connection is left, a few seconds after the time given at the latest
   */
  public CompletionStage<Void> drain(Duration over) {
    admit(false);
    long spread = Math.max(1, over.toMillis() * 9 / 10);
    return edge.askAll(loop -> new Everyone(loop, state -> sendAway(state, spread)).go())
        .thenCompose(_ -> empty(over))
        .thenCompose(_ -> closeAll(CloseCode.RESTART));
  }

  private static void sendAway(ConnectionState state, long spreadMillis) {
    if (!state.greeting()) {
      long after = ThreadLocalRandom.current().nextLong(spreadMillis);
      state.wire().send(ServerFrames.reconnect(after));
    }
  }

  /** Closes everybody, with 1001 who was not drained, then the port and the actors. */
  public CompletionStage<Void> stop() {
    admit(false);
    var unbound = new CompletableFuture<Void>();
    listener.close().addListener(_ -> unbound.complete(null));
    return unbound
        .thenCompose(_ -> closeAll(CloseCode.GOING_AWAY))
        .thenCompose(
            _ -> {
              spawners.forEach(each -> each.tell(new Spawner.Stop()));
              return spawnersStopped.orTimeout(5, TimeUnit.SECONDS).exceptionally(_ -> null);
            });
  }

  /** Ends the loops; only when the actor system has ended, whose last words still run on them. */
  public CompletionStage<Void> release() {
    var ended = new CompletableFuture<Void>();
    var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).addListener(_ -> ended.complete(null));
    return ended;
  }

  private CompletableFuture<Void> closeAll(CloseCode code) {
    return edge.askAll(
            loop -> new Everyone(loop, state -> state.wire().tell(new Connection.Close(code))).go())
        .thenCompose(_ -> empty(LAST_WORDS));
  }

  /** Completes when no connection is open, or when the time is over. */
  private CompletableFuture<Void> empty(Duration within) {
    var done = new CompletableFuture<Void>();
    long end = node.parts.nanos().getAsLong() + within.toNanos();
    lookAgain(end, done);
    return done;
  }

  private void lookAgain(long end, CompletableFuture<Void> done) {
    if (node.connections.get() == 0 || node.parts.nanos().getAsLong() - end >= 0) {
      done.complete(null);
    } else {
      var _ = group.schedule(() -> lookAgain(end, done), 50, TimeUnit.MILLISECONDS);
    }
  }
}
