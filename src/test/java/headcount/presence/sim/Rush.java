package headcount.presence.sim;

import headcount.presence.Quality;
import java.util.ArrayList;

/**
 * Crowds that come and go without a break while nothing is lost and nobody dies: the entity begins
 * anew a few times, and is exact soon each time.
 */
final class Rush {
  private static final int STEP = 50;
  private static final int LOOK = 250;
  private static final int ROUNDS = 4;

  /** So soon it is exact, though somebody comes and goes at every node; 2.75 s was the longest. */
  private static final long SOON = 10_000;

  private final World world;
  private final Faults faults;
  private final Timeline time;

  Rush(World world, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.time = world.time;
  }

  void run() {
    world.chaos = false;
    for (SimNode node : world.nodes) {
      for (int viewer = 0; viewer < 120; viewer++) {
        node.join(viewer);
      }
    }
    play(SOON);
    for (int round = 0; round < ROUNDS; round++) {
      faults.inject();
      long took = play(SOON);
      world.violations.require(took < SOON, "never", "not exact once in " + SOON + " ms");
    }
    faults.until(0);
  }

  /** Comes and goes for that long; returns after how many ms the count was first exact. */
  private long play(long millis) {
    long begun = time.now();
    long exactAfter = millis;
    while (time.now() - begun < millis) {
      time.runUntil(time.now() + STEP);
      world.nodes.forEach(this::churn);
      if ((time.now() - begun) % LOOK == 0) {
        world.watchdog.check();
        exactAfter = isExact() ? Math.min(exactAfter, time.now() - begun) : exactAfter;
      }
    }
    return exactAfter;
  }

  private boolean isExact() {
    SimNode host = world.host();
    SimEntity entity = host == null ? null : host.entity;
    return entity != null && entity.machine.headcount().quality() == Quality.EXACT;
  }

  private void churn(SimNode node) {
    var sessions = new ArrayList<>(node.sockets.keySet());
    if (!sessions.isEmpty()) {
      node.leave(sessions.get(time.random.nextInt(sessions.size())));
    }
    node.join(time.random.nextInt(150));
  }
}
