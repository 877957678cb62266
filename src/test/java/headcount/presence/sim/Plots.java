package headcount.presence.sim;

import java.util.BitSet;
import java.util.function.Consumer;

/** Faults that follow each other so closely that chance would hardly ever bring them together. */
final class Plots {
  /** One at a time, and whoever it left behind is let go. */
  private static final int LASTS = 60_000;

  /** Later than a node's viewers are held: its successor never heard of it. */
  private static final int NOT_SOON = 32_000;

  private static final int NEWCOMERS = 15;

  /** How many of a plot's victims come back at once: the others are to be held. */
  private static final double RETURNING = 0.2;

  private final World world;
  private final Faults faults;
  private final Timeline time;
  private long busyUntil;

  Plots(World world, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.time = world.time;
  }

  /** A node of which the store does not know dies, and so does the entity that counted it. */
  void newcomerDies(SimNode former) {
    newcomer(
        former,
        node -> {
          faults.entities.rebalance(world.host());
          faults.deaths.die(node, NOT_SOON);
        });
  }

  /** A node of which the store does not know leaves as the entity that counted it dies. */
  void newcomerLeaves(SimNode former) {
    newcomer(
        former,
        node -> {
          node.drain();
          int closes = time.between(500, 1_500);
          int ends = closes + time.between(200, 1_500);
          time.after(closes, node::closeAll);
          time.after(
              closes + time.between(-400, 400), () -> faults.entities.rebalance(world.host()));
          time.after(ends, node::farewell);
          time.after(ends + 300, () -> faults.deaths.drained(node));
          faults.until(ends + 300);
        });
  }

  /**
   * A node is started anew while the store is away, viewers come and are counted, and then the
   * store comes back just after that.
   */
  private void newcomer(SimNode former, Consumer<SimNode> end) {
    if (begins(former)) {
      int ends = time.between(20_000, 24_000);
      storeAway(ends + time.between(1_000, 4_000));
      faults.deaths.die(former, 1_500);
      time.after(4_000, () -> join(world.nodes.get(former.place)));
      time.after(
          ends,
          () -> {
            SimNode node = world.nodes.get(former.place);
            if (node.ok() && world.host() != node) {
              node.departures.returning = RETURNING;
              end.accept(node);
            }
          });
    }
  }

  /**
   * A node dies while the store is away, and the entity moves to one that never heard of it and can
   * read nothing for a while.
   */
  void unreadStore(SimNode node) {
    if (begins(node)) {
      storeAway(time.between(7_000, 14_000));
      node.departures.returning = RETURNING;
      faults.deaths.die(node, 2_000);
      time.after(5_000, () -> world.move(1_000, world.nodes.get(node.place)));
    }
  }

  private boolean begins(SimNode node) {
    if (time.now() < busyUntil || node.id.equals(world.entityAt)) {
      return false;
    }
    busyUntil = time.now() + LASTS;
    return true;
  }

  private void storeAway(int millis) {
    world.store.downUntil = time.now() + millis;
    faults.until(millis);
  }

  /** Viewers who are nowhere else. */
  private void join(SimNode node) {
    BitSet here = world.crowd.watching();
    int viewer = 150;
    for (int joined = 0; joined < NEWCOMERS && viewer < Crowd.VIEWERS; viewer++) {
      if (!here.get(viewer)) {
        node.join(viewer);
        joined++;
      }
    }
  }
}
