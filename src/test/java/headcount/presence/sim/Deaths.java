package headcount.presence.sim;

/** How nodes die or are gone, are removed by the cluster, and come back as other incarnations. */
final class Deaths {
  private final World world;
  private final Faults faults;
  private final Timeline time;

  Deaths(World world, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.time = world.time;
  }

  /** The node dies, and comes back as another incarnation. */
  void die(SimNode node) {
    if (node.alive) {
      fall(node);
      revive(node, time.between(3_000, 15_000));
    }
  }

  /** The same, and says in how many ms it comes back. */
  void die(SimNode node, int rebirth) {
    if (node.alive) {
      fall(node);
      revive(node, rebirth);
    }
  }

  private void fall(SimNode node) {
    node.alive = false;
    node.entity = null;
    node.departures.dropSockets();
    faults.until(0);
  }

  private void revive(SimNode node, int rebirth) {
    time.after(rebirth, () -> reborn(node));
    if (!world.gone.contains(node.id)) {
      time.after(time.between(18_000, 23_000), () -> remove(node));
    }
  }

  /** A node that left is gone, as it was planned. */
  void drained(SimNode node) {
    if (!node.alive) {
      return;
    }
    node.alive = false;
    node.entity = null;
    node.departures.dropSockets();
    world.moves.left(node);
    removed(node);
    time.after(time.between(2_000, 9_000), () -> reborn(node));
    if (node.id.equals(world.entityAt)) {
      world.move(2_000);
    }
  }

  /** The cluster downs a node that it cannot reach; if it lives, it learns so and dies. */
  void remove(SimNode node) {
    if (world.gone.contains(node.id) || node.ok()) {
      return;
    }
    time.trace("%s is removed", node);
    faults.until(0);
    removed(node);
    if (node.id.equals(world.entityAt)) {
      world.move(time.between(2_000, 5_000));
    }
    if (node.alive) {
      long resumed = Math.max(0, node.clock.pausedUntil() - time.now());
      time.after(resumed + time.between(500, 4_500), () -> die(node));
    }
  }

  private void removed(SimNode node) {
    world.gone.add(node.id);
    for (SimNode other : world.nodes) {
      if (other != node && other.alive && !other.cut) {
        time.after(
            time.between(0, time.chance(0.3) ? 6_000 : 1_000),
            () -> {
              other.removed.add(node.id);
              other.view(node.id, false);
            });
      }
    }
  }

  private void reborn(SimNode former) {
    SimNode node = world.newNode(former.place);
    world.nodes.set(former.place, node);
    node.entityAt = world.entityAt;
    node.removed.addAll(world.gone);
    faults.planned(0);
    for (SimNode other : world.nodes) {
      if (other != node && other.alive && !world.gone.contains(other.id)) {
        node.view.add(other.id);
        time.after(
            time.between(0, 3_000),
            () -> {
              if (!other.removed.contains(node.id) && !world.gone.contains(node.id)) {
                other.view(node.id, true);
              }
            });
      }
    }
    node.viewChanged();
    world.boot(node);
    time.trace("%s is there", node);
  }
}
