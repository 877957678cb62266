package headcount.stream;

import headcount.checkpoint.Checkpoints;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Asks every node's census, the streams' entities and the store. Costs each node a walk over its
 * sockets, and a message and a script of fixed cost a stream. Thread-safe.
 */
final class Sightings {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int AT_ONCE = 64;

  private final ActorSystem<?> system;
  private final Members members;
  private final Streams streams;
  private final Checkpoints checkpoints;
  private final Clocks clocks;

  Sightings(
      ActorSystem<?> system,
      Members members,
      Streams streams,
      Checkpoints checkpoints,
      Clocks clocks) {
    this.system = system;
    this.members = members;
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.clocks = clocks;
  }

  /**
   * What was seen.
   *
   * @param asOfMillis when it began, Unix ms
   * @param nodes that reported
   * @param silent addresses of members that did not: what they hold is missing
   */
  record Seen(long asOfMillis, List<Sight> streams, int nodes, List<String> silent) {}

  private record Reported(Map<String, Integer> connections, List<String> silent, int nodes) {}

  /**
   * Looks at every stream that a socket or the store knows.
   *
   * @param perSecond streams a second at most, so that a look at many is spread over time
   */
  CompletionStage<Seen> all(int perSecond) {
    long began = clocks.wallMillis();
    return reported()
        .thenCombine(
            checkpoints
                .untouchedSince(began + Duration.ofDays(1).toMillis())
                .exceptionally(_ -> List.of()),
            (reported, stored) -> {
              var ids = new TreeSet<>(reported.connections().keySet());
              stored.forEach(stream -> ids.add(stream.text()));
              return look(ids, reported, began, perSecond);
            })
        .thenCompose(seen -> seen);
  }

  /** Looks at these streams, as fast as it goes. */
  CompletionStage<Seen> of(Collection<String> ids) {
    long began = clocks.wallMillis();
    return reported().thenCompose(reported -> look(ids, reported, began, Math.max(1, ids.size())));
  }

  private CompletionStage<Seen> look(
      Collection<String> ids, Reported reported, long began, int perSecond) {
    return Source.from(ids)
        .throttle(perSecond, Duration.ofSeconds(1))
        .mapAsync(AT_ONCE, id -> sight(id, reported))
        .filter(Optional::isPresent)
        .map(Optional::get)
        .runWith(Sink.seq(), system)
        .thenApply(seen -> new Seen(began, seen, reported.nodes(), reported.silent()));
  }

  /** Empty where its entity does not answer now: that is another fault than a wrong count. */
  private CompletionStage<Optional<Sight>> sight(String id, Reported reported) {
    var stream = new StreamId(id);
    var stored =
        checkpoints.sizes(stream).thenApply(Optional::of).exceptionally(_ -> Optional.empty());
    return streams
        .describe(stream)
        .thenCombine(
            stored,
            (report, kept) ->
                Optional.of(
                    new Sight(
                        id,
                        reported.connections().getOrDefault(id, 0),
                        report.count().connections(),
                        report.count().viewers(),
                        report.count().quality() == Quality.EXACT,
                        report.moves(),
                        kept)))
        .exceptionally(_ -> Optional.empty());
  }

  private CompletionStage<Reported> reported() {
    var sum = new HashMap<String, Integer>();
    var silent = new ArrayList<String>();
    CompletionStage<?> done = CompletableFuture.completedFuture(null);
    var view = members.view().addresses();
    for (Map.Entry<UUID, String> node : view.entrySet()) {
      done =
          done.thenCompose(_ -> census(node.getKey(), "", sum))
              .exceptionally(
                  _ -> {
                    silent.add(node.getValue());
                    return null;
                  });
    }
    return done.thenApply(_ -> new Reported(sum, silent, view.size() - silent.size()));
  }

  private CompletionStage<Void> census(UUID node, String after, Map<String, Integer> sum) {
    ActorRef<Census.Command> census = members.at(node, Census.NAME);
    if (census == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("the node has gone"));
    }
    return AskPattern.<Census.Command, Census.Page>ask(
            census, replyTo -> new Census.Ask(after, replyTo), PATIENCE, system.scheduler())
        .thenCompose(
            page -> {
              page.held().forEach(h -> sum.merge(h.stream(), h.connections(), Integer::sum));
              return page.more()
                  ? census(node, page.held().getLast().stream(), sum)
                  : CompletableFuture.completedFuture(null);
            });
  }
}
