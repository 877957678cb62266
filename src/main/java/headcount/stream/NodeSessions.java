package headcount.stream;

import headcount.presence.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Closes sessions on whichever node they are: every node has an actor under the name {@value #NAME}
 * to be asked.
 */
public final class NodeSessions implements Sessions {
  static final String NAME = "sessions";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What a node's actor understands. */
  public sealed interface Command {}

  /** Close this session if it is here. */
  public record Close(SessionId session, Why why, ActorRef<Closed> replyTo)
      implements Command, ClusterMessage {}

  /** Whether it was here. */
  public record Closed(boolean found) implements ClusterMessage {}

  private final ActorSystem<?> system;
  private final Members members;

  private NodeSessions(ActorSystem<?> system, Members members) {
    this.system = system;
    this.members = members;
  }

  /** Starts this node's actor over its sockets, and gives the way to all nodes'. */
  public static NodeSessions start(ActorSystem<?> system, Members members, Supplier<Edge> edge) {
    system.systemActorOf(Understood.only(Command.class, local(edge)), NAME, Props.empty());
    return new NodeSessions(system, members);
  }

  private static Behavior<Command> local(Supplier<Edge> edge) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Close(var session, var why, var replyTo) -> {
                edge.get()
                    .close(session, why)
                    .whenComplete(
                        (found, failure) ->
                            replyTo.tell(
                                new Closed(failure == null && Boolean.TRUE.equals(found))));
                yield Behaviors.same();
              }
            });
  }

  @Override
  public CompletionStage<Boolean> close(SessionId session, Why why) {
    var found = new CompletableFuture<Boolean>();
    var asked = new ArrayList<CompletableFuture<?>>();
    for (UUID node : members.view().addresses().keySet()) {
      ActorRef<Command> sessions = members.at(node, NAME);
      if (sessions != null) {
        asked.add(ask(sessions, session, why, found));
      }
    }
    var _ =
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
            .whenComplete((_, _) -> found.complete(false));
    return found;
  }

  private CompletableFuture<?> ask(
      ActorRef<Command> sessions, SessionId session, Why why, CompletableFuture<Boolean> found) {
    return AskPattern.<Command, Closed>ask(
            sessions, replyTo -> new Close(session, why, replyTo), PATIENCE, system.scheduler())
        .thenAccept(
            answer -> {
              if (answer.found()) {
                found.complete(true);
              }
            })
        .exceptionally(_ -> null)
        .toCompletableFuture();
  }
}
