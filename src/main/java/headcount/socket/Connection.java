package headcount.socket;

import headcount.presence.Headcount;
import io.netty.channel.Channel;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket's actor: a shell around its {@link ConnectionState}. It runs on its socket's own
 * event loop, so it must never block; what the loop writes to many sockets does not pass through
 * here.
 */
final class Connection extends ExtensibleBehavior<Connection.Command> {
  /** What a connection is told. */
  sealed interface Command permits Open, ClientFrame, Broken, PeerClosed, Gone, Counted, Close {}

  /**
   * The first message: a channel that asked to become a WebSocket.
   *
   * @param network bucket of the client's address, 0 where unknown
   */
  record Open(Channel channel, Handshake.Upgrade upgrade, int network) implements Command {}

  /** The client broke the rules of the wire, or its limits. */
  record Broken(CloseCode code, String why) implements Command {}

  /**
   * The client sent a close frame.
   *
   * @param code its code, -1 where it had none
   */
  record PeerClosed(int code) implements Command {}

  /** The socket is gone. */
  record Gone() implements Command {
    static final Gone ONE = new Gone();
  }

  /** The relay's answer to a join. */
  record Counted(Joined joined, Headcount count) implements Command {}

  /** The server wants it closed. */
  record Close(CloseCode code) implements Command {}

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final ConnectionState state;

  Connection(ConnectionState state) {
    this.state = state;
  }

  @Override
  public Behavior<Command> receive(TypedActorContext<Command> context, Command command) {
    try {
      take(command);
    } catch (RuntimeException failure) {
      log.error("a connection failed", failure);
      // its tab has left: nothing here would tell anybody later
      state.close(CloseCode.OVERLOADED, "this connection failed, come back");
    }
    return state.closed() ? Behaviors.stopped() : this;
  }

  private void take(Command command) {
    switch (command) {
      case Open _ -> {} // was the first message, and is told once
      case ClientFrame frame -> state.received(frame);
      case Broken(CloseCode code, String why) -> state.close(code, why);
      case PeerClosed(int code) -> state.peerClosed(code);
      case Gone _ -> state.gone();
      case Counted(Joined joined, Headcount count) -> state.counted(joined, count);
      case Close(CloseCode code) -> state.close(code);
    }
  }

  /** The node stops: its viewers are expected back elsewhere. */
  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    if (signal instanceof PostStop) {
      state.close(CloseCode.GOING_AWAY);
    }
    return this;
  }
}
