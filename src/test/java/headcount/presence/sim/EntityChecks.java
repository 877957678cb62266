package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.TestMachines;
import java.util.BitSet;

/** What must hold of the count that an entity states. */
final class EntityChecks {
  /** The hold of 31 s, and the time in which an entity learns of a silence that is over. */
  private static final long GHOST = 36_000;

  /** For so long a tab that went is counted by an entity that could be told so all the time. */
  private static final long UNTOLD = 20_000;

  private final World world;
  private final Tenure tenure;
  private final CountChecks counts;

  EntityChecks(World world, Tenure tenure, CountChecks counts) {
    this.world = world;
    this.tenure = tenure;
    this.counts = counts;
  }

  void check(SimNode node, BitSet owed) {
    SimEntity entity = node.entity;
    if (entity == null || !node.alive || node.paused() || !entity.machine.published()) {
      return;
    }
    long now = world.time.now();
    boolean rightful = entity == tenure.rightful();
    if (rightful && now - entity.startedAt <= 500) {
      return;
    }
    Headcount count = entity.machine.headcount();
    boolean exact = count.quality() == Quality.EXACT;
    world.watchdog.stated(count, entity);
    if (exact) {
      entity.exactOnce = true;
      checkTruth(node, entity, rightful, now);
    }
    entity.checkFigures();
    if (rightful) {
      entity.checkHearsay();
      boolean late = world.moves.late(node, exact, now);
      world.violations.require(!late, "unsure", () -> node + " states " + count);
      if (exact) {
        counts.lastExact(count.viewers());
      }
      counts.dip("dip-entity", node, count, owed);
      checkHigh(node, entity, count, now);
      world.crowd.closed().forEach(socket -> checkGhost(socket, entity, now));
    }
  }

  private void checkTruth(SimNode node, SimEntity entity, boolean rightful, long now) {
    BitSet counted = entity.counted();
    if (rightful) {
      counts.truth("lie-entity", node, counted, other -> world.ears.ignorance(other, now));
    } else {
      counts.truth(
          "lie-zombie",
          node,
          counted,
          other -> world.reach.grace(other, CountChecks.ENTITY_GRACE, now));
    }
  }

  /**
   * Where all moves are planned, a count has no more than are there, may be thought to be, or are
   * held by number. Of what a node said last before it left, nobody can know if it was missed.
   */
  private void checkHigh(SimNode node, SimEntity entity, Headcount count, long now) {
    boolean whole =
        entity.machine.sources(node.nanos()).stream()
            .allMatch(s -> s.synced() || !node.beats.left(s.source().incarnation()));
    if (now - entity.startedAt < UNTOLD || !world.moves.onlyPlanned(node, now) || !whole) {
      return;
    }
    long most =
        world.crowd.possible(now, UNTOLD, GHOST).cardinality()
            + TestMachines.heldByNumber(entity.machine);
    world.violations.require(
        count.viewers() <= most, "high", () -> node + " states " + count + ", of at most " + most);
  }

  /**
   * A tab that went is counted until the entity is told so, or the hold of its node is over. What
   * its node could not tell before it fell silent, nobody can know.
   */
  private void checkGhost(Crowd.Socket socket, SimEntity entity, long now) {
    SimNode node = socket.node;
    long since = Math.max(socket.closedAt, tenure.calmSince());
    boolean talking = world.reach.talkingFor(node, now) >= UNTOLD;
    long audible = world.reach.audibleUntil(node);
    boolean ghost = talking ? now - since > UNTOLD : now - Math.max(since, audible) > GHOST;
    world.violations.require(
        !ghost || entity.machine.find(socket.tab.session()) == null,
        "ghosts",
        () -> entity.node + " has " + socket.viewer + " who left " + node);
  }
}
