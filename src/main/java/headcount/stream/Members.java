package headcount.stream;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the cluster that may hold viewers, as this node knows them: a member's incarnation
 * follows from its address and the uid of its life, so no node has to be asked for it. Thread-safe;
 * a view is replaced whole.
 */
public final class Members {
  private static final Set<MemberStatus> COUNTED =
      Set.of(
          MemberStatus.weaklyUp(),
          MemberStatus.up(),
          MemberStatus.leaving(),
          MemberStatus.exiting());

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final UUID self;
  private volatile View view;

  /**
   * Who is there.
   *
   * @param revision rises with each change
   * @param addresses of each incarnation, this node's included
   */
  public record View(long revision, Map<UUID, String> addresses) {}

  private Members(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
    this.self = incarnation(cluster.selfMember().uniqueAddress());
    this.view = new View(0, Map.of(self, cluster.selfMember().address().toString()));
  }

  /** Follows the cluster's membership until the system ends. */
  public static Members follow(ActorSystem<?> system) {
    var members = new Members(system);
    system.systemActorOf(members.follower(), "headcount-members", Props.empty());
    return members;
  }

  /** This node's life. */
  public UUID self() {
    return self;
  }

  /** The present view. */
  public View view() {
    return view;
  }

  /** The relays of that node; null if it is no member now. */
  public @Nullable ActorRef<RelayRouter.Command> relays(UUID incarnation) {
    return at(incarnation, "relays");
  }

  /** An actor that every node has under this name; null if the node is no member now. */
  <T> @Nullable ActorRef<T> at(UUID incarnation, String name) {
    var address = view.addresses().get(incarnation);
    if (address == null) {
      return null;
    }
    return ActorRefResolver.get(system).resolveActorRef(address + "/system/" + name);
  }

  private Behavior<ClusterEvent.MemberEvent> follower() {
    return Behaviors.setup(
        context -> {
          cluster
              .subscriptions()
              .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberEvent.class));
          return Behaviors.receiveMessage(
              event -> {
                refresh(event);
                return Behaviors.same();
              });
        });
  }

  private void refresh(ClusterEvent.MemberEvent event) {
    var addresses = new HashMap<>(view.addresses());
    note(event.member(), addresses);
    if (!addresses.equals(view.addresses())) {
      view = new View(view.revision() + 1, Map.copyOf(addresses));
    }
  }

  private void note(Member member, Map<UUID, String> addresses) {
    if (COUNTED.contains(member.status())) {
      addresses.put(incarnation(member.uniqueAddress()), member.address().toString());
    } else if (!incarnation(member.uniqueAddress()).equals(self)) {
      addresses.remove(incarnation(member.uniqueAddress()));
    }
  }

  private static UUID incarnation(UniqueAddress life) {
    return UUID.nameUUIDFromBytes(
        (life.address() + "#" + life.longUid()).getBytes(StandardCharsets.UTF_8));
  }
}
