package headcount.presence.sim;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Whose viewers are owed to counts although their node is not there. */
final class Holds {
  /** The hold as far as it is promised: 31 s from the last beat that was heard, less a tick. */
  private static final long HOLD = 30_500;

  private final World world;

  /** Nodes whose viewers somebody has let go. */
  private final Set<UUID> released = new HashSet<>();

  /** Nodes that some node could not know of: it never heard them, and could not read the store. */
  private final Set<UUID> unread = new HashSet<>();

  Holds(World world) {
    this.world = world;
  }

  /**
   * Whether a node that is not there is still held, for every node where the entity might be: once
   * it was let go anywhere, a count without it may be about.
   */
  boolean held(SimNode node) {
    if (node.ok()) {
      released.remove(node.id);
      unread.remove(node.id);
      return true;
    }
    boolean held =
        atEvery(
            node,
            (n, other) ->
                named(n, other) && quiet(n, other) && !(other.leavesAt >= 0 && over(n, other)));
    if (!held) {
      released.add(node.id);
    }
    return held && !released.contains(node.id);
  }

  /** Whether it is held, and every node where the entity might be could know of it. */
  boolean known(SimNode node) {
    boolean held = held(node);
    if (!node.ok() && !atEvery(node, this::heardOrRead)) {
      unread.add(node.id);
    }
    return held && !unread.contains(node.id);
  }

  private boolean atEvery(SimNode node, BiPredicate<SimNode, SimNode> knows) {
    return world.nodes.stream()
        .filter(n -> n.ok() || (n.alive && n == world.host()))
        .allMatch(n -> knows.test(n, node));
  }

  private boolean named(SimNode node, SimNode other) {
    return node.beats.known(other.id) || world.store.oughtToName(other.id);
  }

  private boolean heardOrRead(SimNode node, SimNode other) {
    boolean reads = world.time.now() >= world.store.downUntil && !node.cutFromStore;
    return node.beats.known(other.id) || (reads && world.store.names(other.id));
  }

  /**
   * Whether a leaving node is waited for no longer by one that may not have heard its last word.
   */
  private boolean over(SimNode node, SimNode leaving) {
    long now = world.time.now();
    boolean heard = now - node.silence(leaving) >= leaving.drainedAt;
    return now - (heard ? leaving.drainedAt : leaving.leavesAt) > HOLD;
  }

  private static boolean quiet(SimNode node, SimNode other) {
    return node.silence(other) < HOLD;
  }
}
