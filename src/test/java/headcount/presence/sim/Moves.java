package headcount.presence.sim;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Planned moves, and whether a count has a reason not to be exact: while nothing else happened for
 * long, it has none once they are over and nobody is held.
 */
final class Moves {
  /** Longer than anybody is held, and than a new entity waits for anybody. */
  private static final long FORGOTTEN = 60_000;

  /** For what is asked and answered when a node is there or gone, repetitions included. */
  private static final long SETTLES = 12_000;

  private final World world;
  private final Set<UUID> left = new HashSet<>();
  private long disturbed;
  private long unplanned;
  private long busy;
  private long exact;

  Moves(World world) {
    this.world = world;
  }

  /** Something that nobody planned lasts until then. */
  void disturbed(long until) {
    unplanned = Math.max(unplanned, until);
    held(until);
  }

  private void held(long until) {
    disturbed = Math.max(disturbed, until);
  }

  /** A planned move, or what follows from it, lasts until then. */
  void busy(long until) {
    busy = Math.max(busy, until);
  }

  /** A node closes its last sockets: who is still there is held. */
  void closing(SimNode node) {
    if (!node.sockets.isEmpty()) {
      held(world.time.now());
    }
  }

  /** A node is gone as it was planned. */
  void left(SimNode node) {
    left.add(node.id);
    if (!node.saidFarewell) {
      disturbed(world.time.now());
    }
  }

  /** Whether a minute brought planned moves only, and every node has told all others so. */
  boolean onlyPlanned(SimNode host, long now) {
    return now - unplanned >= FORGOTTEN && left.stream().allMatch(host.beats::left);
  }

  /** Whether a count that is not exact now has been so for longer than there is a reason for. */
  boolean late(SimNode host, boolean isExact, long now) {
    boolean knows = left.stream().allMatch(host.beats::left);
    boolean reason = now - disturbed < FORGOTTEN || now - busy < SETTLES || !knows;
    exact = isExact || reason ? now : exact;
    return now - exact > SETTLES;
  }
}
