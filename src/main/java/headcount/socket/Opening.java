package headcount.socket;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A connection's actor before it has its socket: it is told {@link Connection.Open} first. It knows
 * nothing of any one connection, so one serves all of an event loop.
 */
final class Opening extends ExtensibleBehavior<Connection.Command> {
  private final LoopEdge edge;

  Opening(LoopEdge edge) {
    this.edge = edge;
  }

  @Override
  public Behavior<Connection.Command> receive(
      TypedActorContext<Connection.Command> context, Connection.Command command) {
    if (!(command instanceof Connection.Open open)) {
      return Behaviors.unhandled();
    }
    var self = context.asJava().getSelf();
    var socket = new SocketHandler(edge, open.channel(), self, open.network());
    return socket.open(open.upgrade()) ? new Connection(socket.state()) : Behaviors.stopped();
  }

  @Override
  public Behavior<Connection.Command> receiveSignal(
      TypedActorContext<Connection.Command> context, Signal signal) {
    return this;
  }
}
