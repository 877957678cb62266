package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What must hold when everything is quiet: an end was obeyed, the count is the truth. */
final class Quiet {
  private final World world;

  Quiet(World world) {
    this.world = world;
  }

  /** Whether everything is as it should be. */
  boolean settled() {
    SimNode host = world.host();
    SimEntity entity = host == null ? null : host.entity;
    BitSet truth = world.crowd.watching();
    if (entity == null || !entity.counted().equals(truth)) {
      return false;
    }
    if (!isTrue(entity.machine.headcount(), truth)) {
      return false;
    }
    return world.nodes.stream()
        .filter(node -> node.alive && !node.sockets.isEmpty())
        .allMatch(node -> isTrue(served(node), truth) && obeyed(node));
  }

  private static @Nullable Headcount served(SimNode node) {
    return node.relay.machine.served(node.nanos());
  }

  private static boolean obeyed(SimNode node) {
    return node.sockets.values().stream().noneMatch(socket -> socket.doomed);
  }

  private boolean isTrue(@Nullable Headcount count, BitSet truth) {
    return count != null
        && count.quality() == Quality.EXACT
        && count.viewers() == truth.cardinality()
        && count.connections() == world.crowd.connections()
        && count.anonymous() == anonymous(truth);
  }

  /** How many of them are anonymous. */
  static int anonymous(BitSet viewers) {
    return (int) viewers.stream().filter(v -> v % 7 == 0).count();
  }

  /** Why it is not. */
  String unsettled() {
    SimNode host = world.host();
    SimEntity entity = host == null ? null : host.entity;
    StringBuilder why = new StringBuilder("true " + world.crowd.watching().cardinality());
    why.append("/").append(world.crowd.connections());
    if (host != null && entity != null) {
      why.append(", entity ").append(entity.machine.headcount());
      why.append(" set ").append(entity.counted().cardinality());
      why.append(" unanswered ").append(entity.machine.unanswered());
      why.append(" listed ").append(entity.machine.listed());
      why.append(" sources ").append(entity.machine.sources(host.nanos()));
    }
    for (SimNode node : world.nodes) {
      why.append("; ").append(node).append(" ").append(node.sockets.size());
      why.append(obeyed(node) ? "" : " with ended ones");
      why.append(" serves ").append(served(node));
    }
    return why.toString();
  }

  /** The store has the truth too. */
  void checkStore() {
    BitSet truth = world.crowd.watching();
    world.violations.require(
        world.store.viewers().equals(truth) && world.store.sessions() == world.crowd.connections(),
        "store",
        world.store.viewers() + " stored, true is " + truth);
  }
}
