package headcount.socket;

import headcount.presence.Headcount;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * One WebSocket's actor: a shell around its {@link ConnectionState}. It runs on its socket's own
 * event loop, so it must never block; what the loop writes to many sockets does not pass through
 * here.
 */
final class Connection extends ExtensibleBehavior<Connection.Command> {
  /** What a connection is told. */
  sealed interface Command permits ClientFrame, Broken, PeerClosed, Gone, Counted, Close {}

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

  private final ConnectionState state;

  Connection(ConnectionState state) {
    this.state = state;
  }

  @Override
  public Behavior<Command> receive(TypedActorContext<Command> context, Command command) {
    switch (command) {
      case ClientFrame frame -> state.received(frame);
      case Broken(CloseCode code, String why) -> state.close(code, why);
      case PeerClosed(int code) -> state.peerClosed(code);
      case Gone _ -> state.gone();
      case Counted(Joined joined, Headcount count) -> state.counted(joined, count);
      case Close(CloseCode code) -> state.close(code);
    }
    return state.closed() ? Behaviors.stopped() : this;
  }

  /** However it ends, nobody is left behind: a crash closes the socket, too. */
  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    if (signal instanceof PostStop) {
      state.close(CloseCode.GOING_AWAY);
    }
    return this;
  }
}
