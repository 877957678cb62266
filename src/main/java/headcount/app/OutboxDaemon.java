package headcount.app;

import headcount.store.OutboxDrain;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one outbox moving: batch after batch while there is something, a look a second when there
 * is not, and ever longer pauses while a store is gone.
 */
final class OutboxDaemon extends AbstractMatchingBehavior<OutboxDaemon.Command> {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** What it understands. */
  public sealed interface Command {}

  /** Stop; what is on its way stays in the outbox. */
  record Stop() implements Command {}

  private record Look() implements Command {}

  private record Taken(int entries) implements Command {}

  private record Failed(@Nullable Throwable why) implements Command {}

  private final OutboxDrain drain;
  private final int batch;
  private Duration pause = LOOK;

  private OutboxDaemon(ActorContext<Command> context, OutboxDrain drain, int batch) {
    super(context);
    this.drain = drain;
    this.batch = batch;
  }

  static Behavior<Command> create(OutboxDrain drain, int batch) {
    return Behaviors.setup(
        context -> {
          context.getSelf().tell(new Look());
          return new OutboxDaemon(context, drain, batch);
        });
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case Look() -> look();
      case Taken(var entries) -> taken(entries);
      case Failed(var why) -> failed(why);
      case Stop() -> {
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private void look() {
    getContext()
        .pipeToSelf(
            drain.drainOnce(),
            (entries, failure) -> entries == null ? new Failed(failure) : new Taken(entries));
  }

  private void taken(int entries) {
    pause = LOOK;
    if (entries >= batch) {
      look();
    } else {
      again(LOOK);
    }
  }

  private void failed(@Nullable Throwable why) {
    if (pause.equals(LOOK)) {
      getContext().getLog().warn("An outbox waits for its stores: {}", String.valueOf(why));
    }
    again(pause);
    pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
  }

  private void again(Duration after) {
    getContext().scheduleOnce(after, getContext().getSelf(), new Look());
  }
}
