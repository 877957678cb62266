package headcount.presence.sim;

import java.util.List;

/** What goes wrong in a simulated world, and how the cluster reacts to it. */
final class Faults {
  private final World world;
  private final Weather weather;
  private final Timeline time;
  private final Cuts cuts;
  private final Plots plots;
  final Deaths deaths;
  final EntityFaults entities;
  private long lastFault;

  Faults(World world, Weather weather) {
    this.world = world;
    this.weather = weather;
    this.time = world.time;
    this.deaths = new Deaths(world, this);
    this.cuts = new Cuts(world, this);
    this.entities = new EntityFaults(world, this);
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

  /** Something planned lasts for so long. */
  void planned(long millis) {
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
      case 0 -> deaths.die(node);
      case 1 -> drain(node);
      case 2, 3 -> pause(node);
      case 4, 5 -> cuts.partition(node);
      case 6 -> cuts.cutLink(node, well);
      case 7, 8 -> entities.crash(hostWell ? host : null);
      case 9 -> entities.rebalance(hostWell ? host : null);
      case 10 -> storeDown();
      case 11 -> storeLoses();
      case 12, 13 -> node.relay.crash();
      case 14 -> entities.end(hostWell ? host : null);
      case 15 -> entities.recount(hostWell ? host : null);
      case 16 -> pauseAll();
      case 17 -> entities.linger(hostWell ? host : null);
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
    time.after(last, () -> deaths.drained(node));
    planned(last);
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
            deaths.remove(node);
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
}
