package headcount.presence;

import java.util.Set;
import java.util.UUID;

/** When each node was last heard, by this node's own monotonic clock. Thread-safe. */
public interface Beats {
  /**
   * The last beat of that node's incarnation, moved forward by the times in which this node paused
   * or was cut off: how long the node's viewers have been held.
   *
   * @param now monotonic nanos
   * @return monotonic nanos; {@code now} for this node itself, the start of the table for a node
   *     that was never heard
   */
  long lastBeat(UUID incarnation, long now);

  /**
   * Like {@link #lastBeat}, but as it was, pauses and all: whether a node is silent now.
   *
   * @param now monotonic nanos
   * @return monotonic nanos; {@code now} for this node itself, the start of the table for a node
   *     that was never heard
   */
  long heardAt(UUID incarnation, long now);

  /** A copy of the nodes that were heard, those that are silent since included; not this one. */
  Set<UUID> heard();

  /** Whether it said its farewell: it has no socket any more, and the entities know whom it had. */
  boolean left(UUID incarnation);

  /** Whether it was ever heard, or is this node. */
  boolean known(UUID incarnation);
}
