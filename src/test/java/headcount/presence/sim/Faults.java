package headcount.presence.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong in a simulated world, and how the cluster reacts to it. */
final class Faults {
  private final World world;
  private final Weather weather;
  private final Timeline time;
  private final Plots plots;
  private long lastFault;

  Faults(World world, Weather weather) {
    this.world = world;
    this.weather = weather;
    this.time = world.time;
    this.plots = new Plots(world, this);
  }

  /** When the last fault was, or ends. */
  long last() {
    return lastFault;
  }

  /** Something that nobody planned lasts for so long. */
  void until(long millis) {
    planned(millis);
    world.moves.disturbed(time.now() + millis);
  }

  private void planned(long millis) {
    lastFault = Math.max(lastFault, time.now() + millis);
    world.moves.busy(time.now() + millis);
  }

  /** One fault, if enough nodes are well. */
  void inject() {
    List<SimNode> well = world.able();
    if (well.size() < 3) {
      return;
    }
    SimNode host = world.host();
    boolean hostWell = host != null && well.contains(host);
    SimNode node =
        host != null && hostWell && time.chance(0.4)
            ? host
            : well.get(time.random.nextInt(well.size()));
    int kind = weather.next(time);
    planned(0);
    time.trace("fault %d at %s", kind, node);
    if (kind != 1) {
      until(0);
    }
    switch (kind) {
      case 0 -> die(node);
      case 1 -> drain(node);
      case 2, 3 -> pause(node);
      case 4, 5 -> partition(node);
      case 6 -> cutLink(node, well);
      case 7, 8 -> crashEntity(hostWell ? host : null);
      case 9 -> rebalance(hostWell ? host : null);
      case 10 -> storeDown();
      case 11 -> storeLoses();
      case 12, 13 -> node.relay.crash();
      case 14 -> end(hostWell ? host : null);
      case 15 -> recount(hostWell ? host : null);
      case 16 -> pauseAll();
      case 17 -> linger(hostWell ? host : null);
      case 18 -> plots.newcomerDies(node);
      case 19 -> plots.newcomerLeaves(node);
      default -> plots.unreadStore(node);
    }
  }

  private void drain(SimNode node) {
    node.drain();
    if (node.id.equals(world.entityAt)) {
      SimEntity here = node.entity;
      if (here != null) {
        here.checkpoint();
      }
      world.stopEntity(node);
      world.move(time.between(500, 2_000));
    }
    int length = time.between(500, time.chance(0.7) ? 8_000 : 50_000);
    node.departures.askToMove(length * 9 / 10);
    time.after(
        length,
        () -> {
          world.moves.closing(node);
          node.closeAll();
        });
    int last = length + time.between(1_000, 9_000);
    time.after(last - 500, node::farewell);
    time.after(last, () -> drained(node));
    planned(last);
  }

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

  private void pause(SimNode node) {
    int length = time.between(5_000, time.chance(0.5) ? 15_000 : 60_000);
    node.clock.pause(length);
    until(length);
    long until = node.clock.pausedUntil();
    time.after(
        time.between(18_000, 22_000),
        () -> {
          if (node.paused() && node.clock.pausedUntil() == until) {
            remove(node);
          }
        });
  }

  /** All machines are suspended, and nobody is there to remove anybody. */
  private void pauseAll() {
    int length = time.between(5_000, 60_000);
    for (SimNode node : world.nodes) {
      if (node.alive) {
        node.clock.pause(length + time.between(0, 900));
      }
    }
    until(length + 900);
  }

  /** The entity stops, and its next incarnation takes its time on a node that lives. */
  private void linger(@Nullable SimNode host) {
    if (host != null) {
      world.stopEntity(host);
      time.after(time.between(4_000, 7_000), () -> world.startEntity(host));
      until(7_000);
    }
  }

  private void partition(SimNode node) {
    int length = time.between(2_000, time.chance(0.5) ? 15_000 : 45_000);
    node.cut = true;
    node.cutFromStore = time.chance(0.5);
    until(length);
    time.after(length, () -> heal(node));
    time.after(
        Math.min(length - 1, time.between(18_000, 22_000)),
        () -> {
          if (length > 18_000 && node.alive) {
            remove(node);
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

  private void cutLink(SimNode node, List<SimNode> well) {
    SimNode other = well.get(time.random.nextInt(well.size()));
    long end = time.now() + time.between(2_000, 12_000);
    world.cutLinks.put(World.link(node, other), end);
    if (time.chance(0.5)) {
      world.cutLinks.put(World.link(other, node), end);
    }
    until(end - time.now());
  }

  private void crashEntity(@Nullable SimNode host) {
    if (host != null) {
      world.stopEntity(host);
      time.after(time.between(200, 2_000), () -> world.startEntity(host));
    }
  }

  void rebalance(@Nullable SimNode host) {
    if (host != null) {
      world.stopEntity(host);
      world.move(time.between(500, 2_000));
    }
  }

  private void storeDown() {
    int length = time.between(5_000, 30_000);
    world.store.downUntil = time.now() + length;
    until(length);
  }

  private void storeLoses() {
    world.store.lose(time.now() - time.between(500, 4_000));
    world.store.downUntil = time.now() + time.between(500, 3_000);
    until(3_000);
  }

  private void end(@Nullable SimNode host) {
    SimEntity entity = host == null ? null : host.entity;
    if (entity != null && entity.machine.published() && time.chance(0.5)) {
      entity.end();
      until(2_000);
      for (int i = 0; i < 30; i++) {
        int viewer = i;
        time.after(time.between(3_000, 9_000), () -> world.rejoin(viewer));
      }
    }
  }

  private void recount(@Nullable SimNode host) {
    SimEntity entity = host == null ? null : host.entity;
    if (host != null && entity != null) {
      entity.machine.recount(host.nanos(), entity);
    }
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
    until(0);
  }

  private void revive(SimNode node, int rebirth) {
    time.after(rebirth, () -> reborn(node));
    if (!world.gone.contains(node.id)) {
      time.after(time.between(18_000, 23_000), () -> remove(node));
    }
  }

  /** The cluster downs a node that it cannot reach; if it lives, it learns so and dies. */
  private void remove(SimNode node) {
    if (world.gone.contains(node.id) || node.ok()) {
      return;
    }
    time.trace("%s is removed", node);
    until(0);
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
    planned(0);
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
