package headcount.presence.sim;

import headcount.presence.Headcount;
import java.util.BitSet;
import java.util.List;

/** Checks what must hold of all counts, after every step. */
final class Watchdog {
  private final World world;
  private final Holds holds;
  private final Tenure tenure;
  private final CountChecks counts;
  private final EntityChecks entities;
  private final RelayChecks relays;

  Watchdog(World world) {
    this.world = world;
    this.holds = new Holds(world);
    this.tenure = new Tenure(world);
    this.counts = new CountChecks(world);
    this.entities = new EntityChecks(world, tenure, counts);
    this.relays = new RelayChecks(world, counts);
  }

  /** An entity speaks: whoever hears this count hears of the viewers whom it counts now. */
  void stated(Headcount count, SimEntity entity) {
    relays.stated(count, entity);
  }

  /** The broadcast was ended: nobody is owed anything until joining anew. */
  void ended(List<Crowd.Socket> known) {
    counts.lastExact(0);
    known.forEach(socket -> socket.doomed = true);
    world.crowd.ended();
    world.nodes.forEach(node -> node.lastOwed.clear());
  }

  /** The store has lost the end, and the entity that knew of it: whoever was not told stays. */
  void endForgotten() {
    for (SimNode node : world.nodes) {
      for (Crowd.Socket socket : node.sockets.values()) {
        socket.knownAt = socket.doomed ? -1 : socket.knownAt;
        socket.doomed = false;
      }
    }
  }

  void check() {
    long now = world.time.now();
    world.nodes.forEach(n -> n.okSince = !n.ok() ? -1 : n.okSince < 0 ? now : n.okSince);
    SimEntity rightful = tenure.rightful();
    world.reach.sample(rightful, now);
    world.ears.sample(now);
    world.crowd.sample(
        world,
        now,
        socket -> rightful != null && rightful.machine.find(socket.tab.session()) != null);
    tenure.sample(now);
    long trusted = tenure.trustedBefore(now);
    BitSet owed = world.crowd.owed(world.nodes, trusted, holds::held);
    counts.knowable(world.crowd.owed(world.nodes, trusted, holds::known));
    for (SimNode node : world.nodes) {
      entities.check(node, owed);
      relays.check(node, owed, now);
    }
  }
}
