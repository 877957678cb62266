package headcount.app;

import headcount.http.Readiness;
import headcount.socket.EdgeServer;
import headcount.stream.StreamEntity;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node should have new viewers: it is a member, streams can be reached, it sees enough
 * anchors not to be taken out, and it is not leaving. The stores are not asked: counting goes on
 * without them. Opens the sockets' door when it first becomes ready; after that only a drain closes
 * it, so that whoever has nowhere else to go is let in. Thread-safe.
 */
final class NodeReadiness implements Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReadiness.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SIGHT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private volatile State state = State.notReady("the node is starting");
  private boolean leaving;

  @Override
  public State now() {
    return state;
  }

  /** This node leaves; it will not be ready again. */
  synchronized void leave() {
    leaving = true;
    state = State.notReady("the node is leaving");
  }

  /** Begins to look until the node is ready. */
  void follow(ActorSystem<?> system, EdgeServer edge) {
    system.systemActorOf(watch(edge), "headcount-readiness", Props.empty());
  }

  private enum Command {
    LOOK,
    REACHED,
    UNREACHED,
    WATCH
  }

  private Behavior<Command> watch(EdgeServer edge) {
    return Behaviors.setup(
        context -> {
          context.getSelf().tell(Command.LOOK);
          return Behaviors.receiveMessage(
              command ->
                  switch (command) {
                    case LOOK -> {
                      if (isUp(context.getSystem())) {
                        context.ask(
                            ClusterShardingStats.class,
                            ClusterSharding.get(context.getSystem()).shardState(),
                            PATIENCE,
                            (ActorRef<ClusterShardingStats> replyTo) ->
                                new GetClusterShardingStats(StreamEntity.TYPE, PATIENCE, replyTo),
                            (stats, failure) ->
                                stats == null ? Command.UNREACHED : Command.REACHED);
                      } else {
                        state = State.notReady("the node is not a member of a cluster yet");
                        context.scheduleOnce(LOOK, context.getSelf(), Command.LOOK);
                      }
                      yield Behaviors.same();
                    }
                    case UNREACHED -> {
                      state = State.notReady("streams cannot be reached yet");
                      context.scheduleOnce(LOOK, context.getSelf(), Command.LOOK);
                      yield Behaviors.same();
                    }
                    case REACHED -> {
                      begin(edge);
                      context.scheduleOnce(SIGHT, context.getSelf(), Command.WATCH);
                      yield Behaviors.same();
                    }
                    case WATCH -> {
                      see(AnchorsInSight.of(context.getSystem()), edge);
                      context.scheduleOnce(SIGHT, context.getSelf(), Command.WATCH);
                      yield Behaviors.same();
                    }
                  });
        });
  }

  private synchronized void begin(EdgeServer edge) {
    if (!leaving) {
      LOG.info("ready: viewers may come");
      state = State.READY;
      edge.admit(true);
    }
  }

  /** Takes this node off the load balancers' list, or puts it there again. */
  private synchronized void see(AnchorsInSight anchors, EdgeServer edge) {
    if (leaving || anchors.cutOff() == !state.ready()) {
      return;
    }
    if (anchors.cutOff()) {
      LOG.warn("not ready: {}", anchors);
      state = State.notReady(anchors.toString());
    } else {
      LOG.info("ready again: most anchors are in sight");
      state = State.READY;
    }
    edge.recommend(state.ready());
  }

  private static boolean isUp(ActorSystem<?> system) {
    var status = Cluster.get(system).selfMember().status();
    return status.equals(MemberStatus.up()) || status.equals(MemberStatus.weaklyUp());
  }
}
