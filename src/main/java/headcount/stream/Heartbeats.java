package headcount.stream;

import headcount.presence.BeatTable;
import java.time.Duration;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Tells every other node now and then that this one lives, at last that it has left, and keeps the
 * table of what the others said. Every node has one, under the name {@value #NAME}.
 */
public final class Heartbeats extends AbstractMatchingBehavior<Heartbeats.Command> {
  static final String NAME = "beats";

  /** What it understands. */
  public sealed interface Command permits HotMessage.Beat, HotMessage.Farewell, Leave, Tick {}

  /** This node has nobody any more, and whom it had is known. Not undone. */
  record Leave() implements Command {}

  private record Tick() implements Command {}

  private final Members members;
  private final BeatTable table;
  private final Clocks clocks;
  private boolean leaving;

  private Heartbeats(
      ActorContext<Command> context, Members members, BeatTable table, Clocks clocks) {
    super(context);
    this.members = members;
    this.table = table;
    this.clocks = clocks;
  }

  /** Beats each {@code interval}. */
  public static Behavior<Command> create(
      Members members, BeatTable table, Clocks clocks, Duration interval) {
    return Understood.only(
        Command.class,
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      timers.startTimerWithFixedDelay(new Tick(), interval);
                      return new Heartbeats(context, members, table, clocks);
                    })));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    return switch (command) {
      case HotMessage.Beat(var incarnation) -> heard(incarnation);
      case HotMessage.Farewell(var incarnation) -> left(incarnation);
      case Leave() -> leave();
      case Tick() -> beat();
    };
  }

  private Behavior<Command> left(UUID incarnation) {
    table.farewell(incarnation);
    return this;
  }

  private Behavior<Command> leave() {
    leaving = true;
    return beat();
  }

  private Behavior<Command> heard(UUID incarnation) {
    table.beat(incarnation, clocks.now());
    return this;
  }

  private Behavior<Command> beat() {
    table.members(members.view().addresses().keySet());
    table.tick(clocks.now());
    var alive = new HotMessage.Beat(members.self());
    for (UUID other : members.view().addresses().keySet()) {
      if (!other.equals(members.self())) {
        ActorRef<Command> beats = members.at(other, NAME);
        if (beats != null) {
          beats.tell(alive);
          if (leaving) {
            beats.tell(new HotMessage.Farewell(members.self()));
          }
        }
      }
    }
    return this;
  }
}
