package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import java.util.BitSet;
import java.util.function.ToLongFunction;

/** What must hold of every count, whether an entity states or a relay serves it. */
final class CountChecks {
  /**
   * For so long an exact count may be behind at its entity: a node is taken for silent after 3 s,
   * its last beat may be under way for 0.6 s, and a tick follows within 0.2 s.
   */
  static final long ENTITY_GRACE = 5_000;

  private final World world;

  /** Who is owed to a count that knows no more than its nodes can. */
  private BitSet knowable = new BitSet();

  /** The last count that its rightful entity called exact. */
  private int lastExact;

  CountChecks(World world) {
    this.world = world;
  }

  void knowable(BitSet viewers) {
    knowable = viewers;
  }

  /** The rightful entity calls it exact; zero: there is none any more. */
  void lastExact(int viewers) {
    lastExact = viewers;
  }

  /** Exact: nobody who was there all the time is missing, nobody who was not is counted. */
  void truth(String kind, SimNode node, BitSet counted, ToLongFunction<SimNode> behind) {
    long now = world.time.now();
    BitSet missing = world.crowd.missing(world.nodes, counted, now, behind);
    BitSet ghosts = world.crowd.ghosts(counted, now, behind);
    world.violations.require(
        missing.isEmpty() && ghosts.isEmpty(),
        kind,
        () -> node + " misses " + missing + ", has ghosts " + ghosts);
  }

  /** An exact count misses nobody; another one nobody of whom a node can know. */
  void dip(String kind, SimNode node, Headcount count, BitSet all) {
    boolean sure = count.quality() == Quality.EXACT;
    BitSet owed = (BitSet) all.clone();
    if (!sure) {
      owed.and(knowable);
    }
    int least = sure ? owed.cardinality() : Math.min(owed.cardinality(), lastExact);
    world.violations.require(
        count.viewers() >= 0.99 * least - 1,
        kind,
        () -> node + " serves " + count + ", owed are " + owed.cardinality() + ": " + owed);
  }
}
