package headcount.stream;

import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Says which connections this node's sockets really hold, a page at a time so that no answer
 * outgrows a message. The sockets are gone through for the first page only; the pages that follow
 * are of the same moment, or of a newer one where somebody else has begun meanwhile. Every node has
 * one, under the name {@value #NAME}.
 */
final class Census extends AbstractMatchingBehavior<Census.Command> {
  static final String NAME = "census";
  private static final int PAGE = 1_000;

  /** What it understands. */
  sealed interface Command {}

  /** The page that follows this stream id; empty for the first. */
  record Ask(String after, ActorRef<Page> replyTo) implements Command, ClusterMessage {}

  private record Counted(Ask asked, Map<StreamId, List<Tab>> tabs) implements Command {}

  private record Uncounted(@Nullable Throwable why) implements Command {}

  /** Connections of one stream on one node. */
  record Held(String stream, int connections) implements ClusterMessage {}

  /** Streams in the order of their ids. */
  record Page(List<Held> held, boolean more) implements ClusterMessage {}

  private final Supplier<Edge> edge;
  private TreeMap<String, Integer> counted = new TreeMap<>();

  private Census(ActorContext<Command> context, Supplier<Edge> edge) {
    super(context);
    this.edge = edge;
  }

  static Behavior<Command> create(Supplier<Edge> edge) {
    return Understood.only(Command.class, Behaviors.setup(context -> new Census(context, edge)));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case Ask asked when asked.after().isEmpty() ->
          getContext()
              .pipeToSelf(
                  edge.get().tabs(),
                  (tabs, failure) ->
                      tabs == null ? new Uncounted(failure) : new Counted(asked, tabs));
      case Ask asked -> asked.replyTo().tell(page(asked.after()));
      case Counted(var asked, var tabs) -> {
        counted = new TreeMap<>();
        tabs.forEach((stream, there) -> counted.put(stream.text(), there.size()));
        asked.replyTo().tell(page(""));
      }
      case Uncounted(var why) ->
          getContext().getLog().warn("The sockets were not counted: {}", String.valueOf(why));
    }
    return this;
  }

  private Page page(String after) {
    var rest = counted.tailMap(after, false);
    return new Page(
        rest.entrySet().stream()
            .limit(PAGE)
            .map(each -> new Held(each.getKey(), each.getValue()))
            .toList(),
        rest.size() > PAGE);
  }
}
