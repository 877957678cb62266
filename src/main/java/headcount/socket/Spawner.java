package headcount.socket;

import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Makes the connections' actors of one event loop, on that loop. The 101 goes out when the actor is
 * there.
 */
final class Spawner extends ExtensibleBehavior<Spawner.Command> {
  /** What a spawner is told. */
  sealed interface Command {}

  /**
   * A channel asked to become a WebSocket.
   *
   * @param network bucket of the client's address, 0 where unknown
   */
  record Open(Channel channel, Handshake.Upgrade upgrade, int network) implements Command {}

  /** Stops it, and with it all its connections. */
  record Stop() implements Command {}

  private final LoopEdge edge;
  private final Props props;
  private final CompletableFuture<Void> stopped;

  /**
   * A spawner.
   *
   * @param props dispatcher and mailbox of the connections' actors
   * @param stopped completed when it and all its connections have stopped
   */
  Spawner(LoopEdge edge, Props props, CompletableFuture<Void> stopped) {
    this.edge = edge;
    this.props = props;
    this.stopped = stopped;
  }

  @Override
  public Behavior<Command> receive(TypedActorContext<Command> context, Command command) {
    return switch (command) {
      case Open open -> {
        var _ = context.asJava().spawnAnonymous(connection(open), props);
        yield this;
      }
      case Stop _ -> Behaviors.stopped();
    };
  }

  private Behavior<Connection.Command> connection(Open open) {
    return Behaviors.setup(
        context -> {
          var socket = new SocketHandler(edge, open.channel(), context.getSelf(), open.network());
          return socket.open(open.upgrade()) ? new Connection(socket.state()) : Behaviors.stopped();
        });
  }

  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    if (signal instanceof PostStop) {
      stopped.complete(null);
    }
    return this;
  }
}
