package headcount.presence.sim;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** Runs one seed: two minutes of faults and churn, then quiet, checked all the time. */
final class Simulation {
  private static final int STEP = 250;
  private static final int BUSY = 120_000;
  private static final int QUIET = 52_000;
  private static final int LATEST = 50_000;

  private final World world;
  private final Weather weather;
  private final Faults faults;
  private final Timeline time;
  private int busyPlace = -1;

  /**
   * What became of a seed.
   *
   * @param violations first detail of each kind; empty if all held
   * @param convergedMillis from the last fault until everything was right for good
   */
  record Outcome(long seed, Map<String, String> violations, long convergedMillis) {
    boolean failed() {
      return !violations.isEmpty();
    }
  }

  private Simulation(long seed, Set<String> off, boolean traced, Weather weather) {
    this.world = new World(seed, off, traced);
    this.weather = weather;
    this.faults = new Faults(world, weather);
    this.time = world.time;
  }

  static Outcome run(long seed, Set<String> off, boolean traced) {
    return run(seed, off, traced, Weather.ANY);
  }

  static Outcome run(long seed, Set<String> off, boolean traced, Weather weather) {
    Simulation simulation = new Simulation(seed, off, traced, weather);
    long converged = simulation.run();
    return new Outcome(seed, simulation.world.violations.first, converged);
  }

  private long run() {
    long nextFault = 8_000;
    long quietUntil = 0;
    int[] gaps = {1_000, 3_000, 8_000, 25_000};
    while (time.now() < BUSY) {
      time.runUntil(time.now() + STEP);
      if (time.now() >= nextFault) {
        faults.inject();
        nextFault = time.now() + gaps[time.random.nextInt(gaps.length)];
      }
      if (time.chance(0.01)) {
        quietUntil = time.now() + time.between(5_000, 30_000);
      }
      for (int i = 0; i < weather.churn(); i++) {
        if (time.now() > quietUntil && time.chance(0.3)) {
          churn();
        }
      }
      world.watchdog.check();
    }
    if (weather == Weather.CROWDS) {
      new Rush(world, faults).run();
    }
    return quieten();
  }

  /** Often all viewers come and go on one node only: the others have long been quiet then. */
  private void churn() {
    if (time.chance(0.02)) {
      busyPlace = time.between(-1, world.nodes.size() - 1);
    }
    int place = time.random.nextInt(world.nodes.size());
    SimNode node = world.nodes.get(busyPlace < 0 ? place : busyPlace);
    if (!node.ok()) {
      return;
    }
    if (time.chance(node.place == 3 ? 0.4 : 0.5)) {
      node.join(time.random.nextInt(150));
    } else if (!node.sockets.isEmpty()) {
      var sessions = new ArrayList<>(node.sockets.keySet());
      node.leave(sessions.get(time.random.nextInt(sessions.size())));
    }
    if (node.place == 3 && time.chance(0.2)) {
      new ArrayList<>(node.sockets.keySet()).forEach(node::leave);
    }
  }

  private long quieten() {
    Quiet quiet = new Quiet(world);
    long wrongUntil = 0;
    String wrong = "";
    while (true) {
      time.runUntil(time.now() + STEP);
      world.chaos = time.now() <= faults.last();
      world.watchdog.check();
      long since = time.now() - faults.last();
      if (since > 0 && !quiet.settled()) {
        wrongUntil = since;
        wrong = since > LATEST ? quiet.unsettled() : "";
      }
      if (since >= QUIET) {
        world.violations.require(
            wrongUntil <= LATEST, "late", "wrong for " + wrongUntil + " ms: " + wrong);
        quiet.checkStore();
        return wrongUntil;
      }
    }
  }
}
