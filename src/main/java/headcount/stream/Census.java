package headcount.stream;

import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Says which connections this node's sockets really hold, a page at a time so that no answer
 * outgrows a message. Every node has one, under the name {@value #NAME}.
 */
final class Census {
  static final String NAME = "census";
  private static final int PAGE = 1_000;

  private Census() {}

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

  static Behavior<Command> create(Supplier<Edge> edge) {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                command -> {
                  switch (command) {
                    case Ask asked ->
                        context.pipeToSelf(
                            edge.get().tabs(),
                            (tabs, failure) ->
                                tabs == null ? new Uncounted(failure) : new Counted(asked, tabs));
                    case Counted(var asked, var tabs) ->
                        asked.replyTo().tell(page(asked.after(), tabs));
                    case Uncounted(var why) ->
                        context
                            .getLog()
                            .warn("The sockets were not counted: {}", String.valueOf(why));
                  }
                  return Behaviors.same();
                }));
  }

  private static Page page(String after, Map<StreamId, List<Tab>> tabs) {
    var sorted = new TreeMap<String, Integer>();
    tabs.forEach((stream, there) -> sorted.put(stream.text(), there.size()));
    var rest = sorted.tailMap(after, false);
    return new Page(
        rest.entrySet().stream()
            .limit(PAGE)
            .map(each -> new Held(each.getKey(), each.getValue()))
            .toList(),
        rest.size() > PAGE);
  }
}
