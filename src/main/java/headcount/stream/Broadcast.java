package headcount.stream;

import headcount.presence.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.japi.function.Procedure;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.jspecify.annotations.Nullable;

/**
 * One stream's broadcasts: announced, retitled, moved, ended. Event-sourced, because it is rare and
 * must never be lost; counting never waits for it. Tells the stream's entity what is on after each
 * change.
 */
public final class Broadcast
    extends EventSourcedBehavior<Broadcast.Command, BroadcastEvent, BroadcastState> {
  /** Its type in the cluster's sharding. */
  public static final EntityTypeKey<Command> TYPE =
      EntityTypeKey.create(Command.class, "broadcast");

  private static final Duration KEPT = Duration.ofMinutes(2);

  /** The tag under which its events are read for the catalogue. */
  public static final String TAG = "broadcast";

  /** What it understands. */
  public sealed interface Command {}

  /**
   * A broadcast begins or changes; null means "as it was", {@code startedAt} in Unix ms. Answered
   * with whether one began.
   */
  public record Announce(
      String title,
      @Nullable String category,
      @Nullable String broadcaster,
      @Nullable Long startedAt,
      ActorRef<Began> replyTo)
      implements Command, ClusterMessage {}

  /** The broadcast is over. */
  public record End(ActorRef<Over> replyTo) implements Command, ClusterMessage {}

  /** Nobody asked for it in a while. */
  private record Idle() implements Command {}

  record Stop() implements Command {}

  /** Whether an announcement began a broadcast. */
  public record Began(boolean begun) implements ClusterMessage {}

  /** What ending did. */
  public record Over(Streams.Ending ending) implements ClusterMessage {}

  private final ActorContext<Command> context;
  private final StreamId stream;
  private final Clocks clocks;
  private final StreamRegion region;
  private final Procedure<BroadcastState> idle;

  private Broadcast(
      ActorContext<Command> context,
      StreamId stream,
      Clocks clocks,
      StreamRegion region,
      Procedure<BroadcastState> idle) {
    super(
        PersistenceId.of(TAG, stream.text()),
        SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2));
    this.context = context;
    this.stream = stream;
    this.clocks = clocks;
    this.region = region;
    this.idle = idle;
  }

  /** The broadcasts of this stream; forgotten, not lost, when nobody asks for them. */
  public static Behavior<Command> create(
      StreamId stream,
      ActorRef<ClusterSharding.ShardCommand> shard,
      Clocks clocks,
      StreamRegion region) {
    return Behaviors.setup(
        (ActorContext<Command> context) -> {
          context.setReceiveTimeout(KEPT, new Idle());
          return new Broadcast(
              context,
              stream,
              clocks,
              region,
              _ -> shard.tell(new ClusterSharding.Passivate<>(context.getSelf())));
        });
  }

  @Override
  public BroadcastState emptyState() {
    return BroadcastState.nothing(stream.text());
  }

  @Override
  public CommandHandler<Command, BroadcastEvent, BroadcastState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Announce wish -> announced(state, wish);
          case End(var replyTo) -> ended(state, replyTo);
          case Idle() -> Effect().none().thenRun(idle);
          case Stop() -> Effect().stop();
        };
  }

  private Effect<BroadcastEvent, BroadcastState> announced(BroadcastState state, Announce wish) {
    var events = state.announce(wish, clocks.wallMillis());
    boolean begun = events.stream().anyMatch(event -> event instanceof BroadcastEvent.Announced);
    boolean over = events.stream().anyMatch(event -> event instanceof BroadcastEvent.Ended);
    return Effect()
        .persist(events)
        .thenRun(
            (BroadcastState now) -> {
              long revision = lastSequenceNumber(context);
              if (over) {
                region.tell(
                    new StreamEntity.BroadcastEnded(
                        stream, state.startedAt(), revision - 1, nobody()));
              }
              region.tell(new StreamEntity.BroadcastOn(stream, now.ref(), revision));
              wish.replyTo().tell(new Began(begun));
            });
  }

  private Effect<BroadcastEvent, BroadcastState> ended(
      BroadcastState state, ActorRef<Over> replyTo) {
    if (!state.live()) {
      var was = state.announced() ? Streams.Ending.ALREADY_ENDED : Streams.Ending.UNKNOWN;
      return Effect().none().thenReply(replyTo, _ -> new Over(was));
    }
    return Effect()
        .persist(List.of(new BroadcastEvent.Ended(stream.text(), clocks.wallMillis())))
        .thenRun(
            (BroadcastState _) -> {
              region.tell(
                  new StreamEntity.BroadcastEnded(
                      stream, state.startedAt(), lastSequenceNumber(context), nobody()));
              replyTo.tell(new Over(Streams.Ending.ENDED));
            });
  }

  /** The projection says it again until it is answered. */
  private ActorRef<StreamEntity.EndCarried> nobody() {
    return context.getSystem().ignoreRef();
  }

  @Override
  public EventHandler<BroadcastState, BroadcastEvent> eventHandler() {
    return BroadcastState::after;
  }

  @Override
  public Set<String> tagsFor(BroadcastEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(100, 2);
  }
}
