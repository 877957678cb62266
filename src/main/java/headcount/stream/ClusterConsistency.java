package headcount.stream;

import headcount.checkpoint.Checkpoints;
import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.ArrayList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every node's census, every stream's entity and the store. Costs a message a stream, so it is
 * for operators and for a look now and then. Thread-safe.
 */
final class ClusterConsistency implements Consistency {
  /** Where repairs are written down, for whoever has to explain a count later. */
  private static final Logger AUDIT = LoggerFactory.getLogger("headcount.audit");

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int AT_ONCE = 64;

  private final ActorSystem<?> system;
  private final Members members;
  private final Streams streams;
  private final Checkpoints checkpoints;
  private final Clocks clocks;

  ClusterConsistency(
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

  /** What the nodes' sockets hold together. */
  private record Reported(Map<String, Integer> connections, List<String> silent, int nodes) {}

  @Override
  public CompletionStage<Findings> look() {
    return reported().thenCompose(this::compare);
  }

  private CompletionStage<Findings> compare(Reported reported) {
    return storedStreams()
        .thenCompose(
            stored -> {
              var all = new TreeSet<>(reported.connections().keySet());
              stored.forEach(stream -> all.add(stream.text()));
              return Source.from(all)
                  .mapAsync(AT_ONCE, id -> line(id, reported))
                  .runWith(Sink.seq(), system);
            })
        .thenApply(
            lines -> new Findings(clocks.wallMillis(), reported.nodes(), reported.silent(), lines));
  }

  private CompletionStage<List<StreamId>> storedStreams() {
    return checkpoints
        .untouchedSince(clocks.wallMillis() + Duration.ofDays(1).toMillis())
        .exceptionally(_ -> List.of());
  }

  private CompletionStage<Line> line(String id, Reported reported) {
    var stream = new StreamId(id);
    var stored =
        checkpoints
            .load(stream)
            .thenApply(found -> found.map(it -> it.count()))
            .exceptionally(_ -> Optional.<Headcount>empty());
    return streams
        .describe(stream)
        .thenCombine(
            stored,
            (report, kept) ->
                new Line(
                    id,
                    reported.connections().getOrDefault(id, 0),
                    report.count().connections(),
                    kept.map(Headcount::connections).orElse(0),
                    report.count().viewers(),
                    kept.map(Headcount::viewers).orElse(0)));
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

  @Override
  public CompletionStage<Findings> repair() {
    return look().thenCompose(this::repaired);
  }

  private CompletionStage<Findings> repaired(Findings found) {
    var wrong = found.lines().stream().filter(line -> line.drift() > 0).toList();
    return Source.from(wrong)
        .mapAsync(AT_ONCE, this::recounted)
        .runWith(Sink.seq(), system)
        .thenApply(lines -> new Findings(found.asOfMillis(), found.nodes(), found.silent(), lines));
  }

  private CompletionStage<Line> recounted(Line line) {
    return streams
        .recount(new StreamId(line.stream()))
        .thenApply(
            count -> {
              AUDIT.info(
                  "stream {} recounted: sockets held {} connections, {} were counted, now {}",
                  line.stream(),
                  line.reported(),
                  line.counted(),
                  count.connections());
              return line;
            });
  }
}
