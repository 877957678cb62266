package headcount.presence.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who could reach whom, and since when: the truth behind what may be expected of a count. */
final class Reach {
  /** An entity that has been at work for so long has asked everybody who can hear it. */
  private static final long ASKED = 5_000;

  /** A relay that has nothing to say asks that often, and waits 3 s for the answer. */
  private static final long LONGEST_QUIET = 33_000;

  private final World world;

  /** When an entity had last been at work for long, or its node was out of reach. */
  private long attended;

  /** Since when a node and the rightful entity could talk, in both directions. */
  private final Map<UUID, Long> talkingSince = new HashMap<>();

  /** When a node could last be heard by any other. */
  private final Map<UUID, Long> audibleUntil = new HashMap<>();

  /** Whom each node could hear last time, and since when that has been so. */
  private final Map<UUID, Set<UUID>> audience = new HashMap<>();

  private final Map<UUID, Long> changedAt = new HashMap<>();

  Reach(World world) {
    this.world = world;
  }

  /** Looks at all nodes once. */
  void sample(@Nullable SimEntity rightful, long now) {
    SimNode host = world.host();
    SimEntity there = host == null ? null : host.entity;
    boolean out = host != null && !host.alive;
    if (out || (there != null && now - there.startedAt >= ASKED)) {
      attended = now;
    }
    for (SimNode node : world.nodes) {
      if (rightful == null || !talks(node, rightful.node)) {
        talkingSince.remove(node.id);
      } else {
        talkingSince.merge(node.id, now, Math::min);
        talkingSince.merge(node.id, rightful.startedAt, Math::max);
      }
      Set<UUID> hearers = new HashSet<>();
      world.nodes.stream()
          .filter(other -> other != node && hears(other, node))
          .forEach(other -> hearers.add(other.id));
      if (!hearers.isEmpty()) {
        audibleUntil.put(node.id, now);
      }
      if (!hearers.equals(audience.put(node.id, hearers))) {
        changedAt.put(node.id, now);
      }
    }
  }

  /**
   * How far behind an exact count may be about a node: silence begins to count anew with each
   * message that gets through in between.
   */
  long grace(SimNode node, long grace, long now) {
    return now - changedAt.getOrDefault(node.id, 0L) >= grace ? grace : 2 * grace;
  }

  /**
   * The same about an exact count at a relay: one that has nothing to say does not learn that the
   * entity is gone from a node that is there.
   */
  long relayGrace(SimNode node, long grace, long now) {
    return grace(node, grace, now) + Math.min(LONGEST_QUIET, now - attended);
  }

  private boolean talks(SimNode node, SimNode host) {
    return node.ok() && host.ok() && hears(node, host) && hears(host, node);
  }

  /** Whether a node can hear another one now; itself while it is at work. */
  boolean hears(SimNode node, SimNode speaker) {
    boolean up = node.alive && speaker.alive && !node.paused() && !speaker.paused();
    return up && !world.apart(speaker, node) && !node.removed.contains(speaker.id);
  }

  /** For how long a node and the rightful entity have been able to talk; -1 while they are not. */
  long talkingFor(SimNode node, long now) {
    Long since = talkingSince.get(node.id);
    return since == null ? -1 : now - since;
  }

  /** When a node was last able to be heard. */
  long audibleUntil(SimNode node) {
    return audibleUntil.getOrDefault(node.id, 0L);
  }
}
