package headcount.app;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Has one chore of the cluster done again and again, one round at a time: after each the pause that
 * it asks for, and ever longer ones while rounds fail. Begins a while after its start, so that a
 * cluster that is just forming does not begin on several nodes.
 */
final class ChoreDaemon extends AbstractMatchingBehavior<ChoreDaemon.Command> {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** What it understands. */
  public sealed interface Command {}

  /** Stop; a round on its way ends by itself, and beginning it again elsewhere is harmless. */
  record Stop() implements Command {}

  private record Begin() implements Command {}

  private record Done(Duration pause) implements Command {}

  private record Failed(@Nullable Throwable why) implements Command {}

  /**
   * What is to be done.
   *
   * @param name for the log
   * @param round begins a round that takes minutes at most, and tells the pause until the next
   * @param stopped says that this node no longer does it
   */
  record Chore(
      String name, Supplier<? extends CompletionStage<Duration>> round, Runnable stopped) {}

  private final Chore chore;
  private Duration pause = AFTER_FAILURE;

  private ChoreDaemon(ActorContext<Command> context, Chore chore) {
    super(context);
    this.chore = chore;
  }

  static Behavior<Command> create(Chore chore) {
    return Behaviors.setup(
        context -> {
          context.scheduleOnce(FIRST, context.getSelf(), new Begin());
          return new ChoreDaemon(context, chore);
        });
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case Begin() -> begin();
      case Done(var next) -> {
        pause = AFTER_FAILURE;
        again(next);
      }
      case Failed(var why) -> failed(why);
      case Stop() -> {
        chore.stopped().run();
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private void begin() {
    getContext()
        .pipeToSelf(
            chore.round().get(),
            (next, failure) -> next == null ? new Failed(failure) : new Done(next));
  }

  private void failed(@Nullable Throwable why) {
    getContext()
        .getLog()
        .warn("The {} failed, again in {}: {}", chore.name(), pause, String.valueOf(why));
    again(pause);
    var longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }

  private void again(Duration after) {
    getContext().scheduleOnce(after, getContext().getSelf(), new Begin());
  }
}
