package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What must hold of the count that a relay serves. */
final class RelayChecks {
  /** What an entity may be behind comes on top once more: a relay's own 3 s without an answer. */
  private static final long RELAY_GRACE = 8_000;

  /** A relay that was not answered for 3 s is not sure; what a look and a delta in between miss. */
  private static final long UNANSWERED = 4_000;

  private final World world;
  private final CountChecks counts;

  /** Whom the entity counted when it last stated a count, by epoch and version. */
  private final Map<Long, Map<Long, BitSet>> stated = new HashMap<>();

  RelayChecks(World world, CountChecks counts) {
    this.world = world;
    this.counts = counts;
  }

  /** An entity speaks: whoever hears this count hears of these viewers. */
  void stated(Headcount count, SimEntity entity) {
    stated
        .computeIfAbsent(count.epoch(), _ -> new HashMap<>())
        .put(count.version(), entity.counted());
  }

  void check(SimNode node, BitSet owed, long now) {
    if (!node.alive || node.paused() || node.draining) {
      return;
    }
    BitSet least = (BitSet) owed.clone();
    if (world.reach.talkingFor(node, now) >= CountChecks.ENTITY_GRACE) {
      node.lastOwed = owed;
    }
    Headcount served = node.relay.machine.served(node.nanos());
    if (served == null || node.sockets.isEmpty()) {
      return;
    }
    if (served.quality() == Quality.EXACT) {
      checkExact(node, served, now);
    } else {
      // whoever was cut off or paused serves what it last knew, until it is answered
      least.and(node.lastOwed);
    }
    if (node.ok()) {
      counts.dip("dip-relay", node, served, least);
    }
  }

  private void checkExact(SimNode node, Headcount served, long now) {
    world.violations.require(
        node.relay.unansweredFor() <= UNANSWERED, "unanswered", () -> node + " serves " + served);
    BitSet counted = stated.getOrDefault(served.epoch(), Map.of()).get(served.version());
    world.violations.require(counted != null, "unsaid", () -> node + " serves " + served);
    if (counted != null) {
      String kind = node.ok() ? "lie-relay" : "lie-cut-relay";
      counts.truth(kind, node, counted, on -> world.reach.relayGrace(on, RELAY_GRACE, now));
    }
  }
}
