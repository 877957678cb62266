package headcount.socket;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Makes the connections' actors of one event loop, on that loop. The 101 goes out when the actor is
 * there.
 */
final class Spawner extends ExtensibleBehavior<Spawner.Command> {
  /** What a spawner is told. */
  sealed interface Command {}

  /** A channel asked to become a WebSocket. */
  record Open(Connection.Open opening) implements Command {}

  /** Stops it, and with it all its connections. */
  record Stop() implements Command {}

  private final Props connections;
  private final CompletableFuture<Void> stopped;

  /**
   * A spawner.
   *
   * @param where dispatcher and mailbox of the connections' actors
   * @param stopped completed when it and all its connections have stopped
   */
  Spawner(
      LoopEdge edge, org.apache.pekko.actor.typed.Props where, CompletableFuture<Void> stopped) {
    Behavior<Connection.Command> opening = new Opening(edge);
    // one for all: typed spawning would make each actor's anew, and each actor keeps its own
    this.connections = Adapter.props(() -> opening, where);
    this.stopped = stopped;
  }

  @Override
  public Behavior<Command> receive(TypedActorContext<Command> context, Command command) {
    return switch (command) {
      case Open open -> {
        ActorRef<Connection.Command> actor =
            Adapter.toTyped(Adapter.actorOf(context.asJava(), connections));
        actor.tell(open.opening());
        yield this;
      }
      case Stop _ -> Behaviors.stopped();
    };
  }

  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    if (signal instanceof PostStop) {
      stopped.complete(null);
    }
    return this;
  }
}
