package headcount.stream;

import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The door of a node's relay workers: hands on what entities say, and brings the sockets' truth to
 * the workers now and then. Every node has one, under the name {@value #NAME}.
 */
public final class RelayRouter extends AbstractMatchingBehavior<RelayRouter.Command> {
  static final String NAME = "relays";

  /** What it understands. */
  public sealed interface Command permits HotMessage.ForRelay, Compare, Truth, Unknown {}

  /**
   * Compare the relays with the sockets now; they make good what two comparisons in a row show.
   *
   * @param round tells the comparisons of one repair apart in a log
   */
  record Compare(int round) implements Command, ClusterMessage {}

  private record Truth(Map<StreamId, List<Tab>> tabs) implements Command {}

  private record Unknown(Throwable why) implements Command {}

  private final UUID self;
  private final RelayWorkers workers;
  private final Supplier<Edge> edge;

  private RelayRouter(
      ActorContext<Command> context, UUID self, RelayWorkers workers, Supplier<Edge> edge) {
    super(context);
    this.self = self;
    this.workers = workers;
    this.edge = edge;
  }

  static Behavior<Command> create(
      UUID self, RelayWorkers workers, Supplier<Edge> edge, Duration auditEvery) {
    return Understood.only(
        Command.class,
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      timers.startTimerWithFixedDelay(new Compare(0), auditEvery);
                      return new RelayRouter(context, self, workers, edge);
                    })));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case HotMessage.ForRelay message -> deliver(message);
      case Compare _ ->
          getContext()
              .pipeToSelf(
                  edge.get().tabs(),
                  (tabs, failure) -> tabs == null ? new Unknown(failure) : new Truth(tabs));
      case Truth(var tabs) -> spread(tabs);
      case Unknown(var why) ->
          getContext().getLog().warn("The sockets did not say who is there: {}", why.toString());
    }
    return this;
  }

  private void deliver(HotMessage.ForRelay message) {
    if (message.to().equals(self)) {
      workers.of(message.stream()).tell(new RelayWorker.FromEntity(message));
    }
  }

  private void spread(Map<StreamId, List<Tab>> tabs) {
    var shares = new HashMap<ActorRef<RelayWorker.Command>, Map<StreamId, List<Tab>>>();
    workers.all().forEach(worker -> shares.put(worker, new HashMap<>()));
    tabs.forEach(
        (stream, there) ->
            shares
                .computeIfAbsent(workers.of(stream), _ -> new HashMap<>())
                .put(stream, new ArrayList<>(there)));
    shares.forEach((worker, share) -> worker.tell(new RelayWorker.Audited(share)));
  }
}
