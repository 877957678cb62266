package headcount.stream;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for differences over the whole cluster, and repairs them from the sockets up: first every
 * node's relays are compared with its sockets, twice, then the stream's entity asks all relays anew
 * and has everything stored anew. Thread-safe.
 */
final class ClusterConsistency implements Consistency {
  /** Where repairs are written down, for whoever has to explain a count later. */
  private static final Logger AUDIT = LoggerFactory.getLogger("headcount.audit");

  /** A relay's tabs may differ from the sockets' for as long as a message waits for its worker. */
  private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(1);

  private static final int AT_ONCE = 64;
  private static final int AS_FAST_AS_IT_GOES = 1_000_000;

  private final ActorSystem<?> system;
  private final Members members;
  private final Streams streams;
  private final Sightings sightings;

  ClusterConsistency(ActorSystem<?> system, Members members, Streams streams, Sightings sightings) {
    this.system = system;
    this.members = members;
    this.streams = streams;
    this.sightings = sightings;
  }

  @Override
  public CompletionStage<Findings> look() {
    return sightings.all(AS_FAST_AS_IT_GOES).thenApply(seen -> findings(seen, seen.streams()));
  }

  private static Findings findings(Sightings.Seen seen, Collection<Sight> streams) {
    return new Findings(
        seen.asOfMillis(), seen.nodes(), seen.silent(), streams.stream().map(Sight::line).toList());
  }

  @Override
  public CompletionStage<Findings> repair() {
    return sightings
        .all(AS_FAST_AS_IT_GOES)
        .thenCompose(
            seen -> {
              var wrong =
                  seen.streams().stream()
                      .filter(s -> s.line().drift() > 0 || s.line().setsOff() > 0)
                      .toList();
              return repair(wrong, "an operator's order").thenApply(_ -> findings(seen, wrong));
            });
  }

  @Override
  public CompletionStage<Headcount> recount(StreamId stream) {
    return relaysCompared()
        .thenCompose(_ -> streams.recount(stream))
        .thenApply(
            count -> {
              AUDIT.info(
                  "stream {} recounted on an operator's order: now {} viewers, {} connections, {}",
                  stream,
                  count.viewers(),
                  count.connections(),
                  count.quality().word());
              return count;
            });
  }

  /** Repairs these streams and writes each down with what was seen of it. */
  CompletionStage<List<String>> repair(Collection<Sight> wrong, String why) {
    if (wrong.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return relaysCompared()
        .thenCompose(
            _ ->
                Source.from(wrong)
                    .mapAsync(AT_ONCE, sight -> recounted(sight, why))
                    .runWith(Sink.seq(), system));
  }

  private CompletionStage<String> recounted(Sight sight, String why) {
    return streams
        .recount(new StreamId(sight.stream()))
        .handle(
            (count, failure) -> {
              AUDIT.info(
                  "stream {} recounted on {}: sockets held {} connections, {} were counted, the"
                      + " store was off by {}; {}",
                  sight.stream(),
                  why,
                  sight.reported(),
                  sight.counted(),
                  sight.storedOff(),
                  failure == null
                      ? "now " + count.connections() + ", " + count.quality().word()
                      : "its entity did not answer: " + failure);
              return sight.stream();
            });
  }

  /** Has every node's relays made what its sockets are. */
  private CompletionStage<Done> relaysCompared() {
    compareRelays(1);
    return later(() -> compareRelays(2)).thenCompose(_ -> later(() -> {}));
  }

  private void compareRelays(int round) {
    for (var node : members.view().addresses().keySet()) {
      var relays = members.relays(node);
      if (relays != null) {
        relays.tell(new RelayRouter.Compare(round));
      }
    }
  }

  private CompletionStage<Done> later(Runnable work) {
    // a stage that completes with null would never end the wait
    return Patterns.after(
        BETWEEN_COMPARISONS,
        system,
        () -> {
          work.run();
          return CompletableFuture.completedFuture(Done.getInstance());
        });
  }
}
