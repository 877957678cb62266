package headcount.presence.sim;

import java.util.List;

/** How nodes are cut off from each other, and how that heals. */
final class Cuts {
  private final World world;
  private final Faults faults;
  private final Timeline time;

  Cuts(World world, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.time = world.time;
  }

  /** Nobody reaches that node, nor does it reach anybody; perhaps not even the store. */
  void partition(SimNode node) {
    int length = time.between(2_000, time.chance(0.5) ? 15_000 : 45_000);
    node.cut = true;
    node.cutFromStore = time.chance(0.5);
    faults.until(length);
    time.after(length, () -> heal(node));
    time.after(
        Math.min(length - 1, time.between(18_000, 22_000)),
        () -> {
          if (length > 18_000 && node.alive) {
            faults.deaths.remove(node);
          }
        });
  }

  private void heal(SimNode node) {
    if (!world.gone.contains(node.id)) {
      node.cut = false;
      node.cutFromStore = false;
      node.removed.addAll(world.gone);
      node.view.removeAll(world.gone);
      node.viewChanged();
    }
    if (node.alive && world.entityAt != null) {
      time.after(
          time.between(0, 500),
          () -> node.entityAt = world.entityAt == null ? node.entityAt : world.entityAt);
    }
  }

  /** It and another one do not hear each other, or only in one direction. */
  void cutLink(SimNode node, List<SimNode> well) {
    SimNode other = well.get(time.random.nextInt(well.size()));
    long end = time.now() + time.between(2_000, 12_000);
    world.cutLinks.put(World.link(node, other), end);
    if (time.chance(0.5)) {
      world.cutLinks.put(World.link(other, node), end);
    }
    faults.until(end - time.now());
  }
}
