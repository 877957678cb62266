package headcount.app;

import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * How many of the nodes that decide in a partition this one sees, itself among them. The split
 * brain resolver keeps the side that has most of them; the other one would send new viewers away
 * again within seconds.
 *
 * @param seen those that are reachable
 * @param all those that are members and not leaving
 */
record AnchorsInSight(int seen, int all) {
  private static final String ROLE = "pekko.cluster.split-brain-resolver.keep-majority.role";

  static AnchorsInSight of(ActorSystem<?> system) {
    var cluster = Cluster.get(system).state();
    var role = system.settings().config().getString(ROLE);
    return of(cluster.getMembers(), cluster.getUnreachable(), role);
  }

  /**
   * Counts them in what a node knows of its cluster.
   *
   * @param lost the members that it does not reach
   * @param role of those that decide; empty: every member does
   */
  static AnchorsInSight of(Iterable<Member> members, Set<Member> lost, String role) {
    int seen = 0;
    int all = 0;
    for (Member member : members) {
      if (decides(member, role)) {
        all++;
        seen += lost.contains(member) ? 0 : 1;
      }
    }
    return new AnchorsInSight(seen, all);
  }

  private static boolean decides(Member member, String role) {
    return Set.of(MemberStatus.up(), MemberStatus.leaving()).contains(member.status())
        && (role.isEmpty() || member.hasRole(role));
  }

  /** Whether most are out of sight. Of two halves each takes itself for the one that stays. */
  boolean cutOff() {
    return seen * 2 < all;
  }

  @Override
  public String toString() {
    return "the node sees %d of %d anchors and would be taken out".formatted(seen, all);
  }
}
