package headcount.stream;

import headcount.checkpoint.CheckpointSettings;
import headcount.checkpoint.Checkpoints;
import headcount.presence.StreamId;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Wakes streams whose stored count nobody has confirmed for long: after a whole cluster was killed,
 * or when everybody left while the entity was down, stored counts must not stand for ever. One in
 * the cluster.
 */
public final class Sweeper extends AbstractMatchingBehavior<Sweeper.Command> {
  /** What it understands. */
  public sealed interface Command {}

  /** Stop. */
  record Stop() implements Command {}

  private record Look() implements Command {}

  private record Untouched(List<StreamId> streams) implements Command {}

  private record Blind(Throwable why) implements Command {}

  private final Checkpoints checkpoints;
  private final StreamRegion region;
  private final Clocks clocks;
  private final CheckpointSettings settings;

  private Sweeper(
      ActorContext<Command> context,
      Checkpoints checkpoints,
      StreamRegion region,
      Clocks clocks,
      CheckpointSettings settings) {
    super(context);
    this.checkpoints = checkpoints;
    this.region = region;
    this.clocks = clocks;
    this.settings = settings;
  }

  static Behavior<Command> create(
      Checkpoints checkpoints, StreamRegion region, Clocks clocks, CheckpointSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Look(), settings.sweepEvery());
                  return new Sweeper(context, checkpoints, region, clocks, settings);
                }));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case Look() ->
          getContext()
              .pipeToSelf(
                  checkpoints.untouchedSince(
                      clocks.wallMillis() - settings.sweepAfter().toMillis()),
                  (streams, failure) ->
                      streams == null ? new Blind(failure) : new Untouched(streams));
      case Untouched(var streams) ->
          streams.forEach(stream -> region.tell(new StreamEntity.Wake(stream)));
      case Stop() -> {}
      case Blind(var why) ->
          getContext().getLog().debug("Stored counts were not swept: {}", why.toString());
    }
    return command instanceof Stop ? Behaviors.stopped() : this;
  }
}
