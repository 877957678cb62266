package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.Sequence;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal of all broadcasts, makes the catalogue's rows stand as it says, and sees to
 * it that ends are carried out. One in the cluster; begins where it left off, and again from there
 * after every failure, which is harmless because a row is written whole.
 */
public final class BroadcastProjection {
  private static final Logger LOG = LoggerFactory.getLogger(BroadcastProjection.class);
  private static final RestartSettings AGAIN =
      RestartSettings.create(Duration.ofSeconds(1), Duration.ofSeconds(15), 0.2)
          // it says itself why it begins again, without a trace
          .withLogSettings(RestartSettings.createLogSettings(Attributes.logLevelOff()));

  private static final int REMEMBERED = 1_000;

  /** What it understands. */
  public sealed interface Command {}

  /** Stop. */
  record Stop() implements Command {}

  private final Catalogue catalogue;
  private final ActorRef<StreamEntity.Command> region;
  private final EndCarrier ends;
  private final JdbcReadJournal journal;
  private final Map<String, BroadcastState> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BroadcastState> eldest) {
          return size() > REMEMBERED;
        }
      };

  private BroadcastProjection(
      ActorSystem<?> system, Catalogue catalogue, ActorRef<StreamEntity.Command> region) {
    this.catalogue = catalogue;
    this.region = region;
    this.ends = new EndCarrier(system, region);
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier());
  }

  /** Follows until it is stopped. */
  public static Behavior<Command> create(
      Catalogue catalogue, ActorRef<StreamEntity.Command> region) {
    return Behaviors.setup(
        context -> {
          var system = context.getSystem();
          var projection = new BroadcastProjection(system, catalogue, region);
          var running =
              RestartSource.onFailuresWithBackoff(AGAIN, projection::fromWhereItStands)
                  .viaMat(KillSwitches.single(), Keep.right())
                  .to(Sink.ignore())
                  .run(system);
          return Behaviors.receive(Command.class)
              .onMessage(Stop.class, _ -> Behaviors.stopped())
              .onSignal(
                  PostStop.class,
                  _ -> {
                    running.shutdown();
                    projection.ends.stop();
                    return Behaviors.same();
                  })
              .build();
        });
  }

  private Source<Long, NotUsed> fromWhereItStands() {
    return Source.completionStage(catalogue.projectedTo())
        .flatMapConcat(
            offset ->
                journal.eventsByTag(
                    Broadcast.TAG, offset == 0 ? Offset.noOffset() : Offset.sequence(offset)))
        .mapAsync(1, this::takeOver)
        .mapError(
            new PFBuilder<Throwable, Throwable>()
                .matchAny(
                    failure -> {
                      LOG.warn("The catalogue waits for the journal: {}", failure.toString());
                      return failure;
                    })
                .build())
        .mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  private CompletionStage<Long> takeOver(EventEnvelope envelope) {
    long offset = envelope.offset() instanceof Sequence sequence ? sequence.value() : 0;
    if (!(envelope.event() instanceof BroadcastEvent event)) {
      return CompletableFuture.completedFuture(offset);
    }
    return before(event)
        .thenCompose(
            was -> {
              var now = was.after(event);
              states.put(event.stream(), now);
              return catalogue
                  .save(now.entry())
                  .thenRun(() -> tell(event, now, envelope.sequenceNr()));
            })
        .thenCompose(_ -> catalogue.projectedTo(offset))
        .thenApply(_ -> offset);
  }

  /**
   * The state that the event changes: as followed, or for a stream not seen since the start, as the
   * row has it.
   */
  private CompletionStage<BroadcastState> before(BroadcastEvent event) {
    var followed = states.get(event.stream());
    if (followed != null || event instanceof BroadcastEvent.Announced) {
      return CompletableFuture.completedFuture(
          followed == null ? BroadcastState.nothing(event.stream()) : followed);
    }
    return catalogue
        .newest(new StreamId(event.stream()))
        .thenApply(
            found ->
                found
                    .map(BroadcastState::of)
                    .orElseGet(() -> BroadcastState.nothing(event.stream())));
  }

  private void tell(BroadcastEvent event, BroadcastState now, long revision) {
    var stream = new StreamId(event.stream());
    switch (event) {
      case BroadcastEvent.Announced _, BroadcastEvent.Changed _ ->
          region.tell(new StreamEntity.BroadcastOn(stream, now.ref(), revision));
      case BroadcastEvent.Ended _ -> ends.carry(stream, now.startedAt(), revision);
    }
  }
}
