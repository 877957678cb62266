package headcount.presence;

import java.util.UUID;

/** When each node was last heard, by this node's own monotonic clock. Thread-safe. */
public interface Beats {
  /**
   * The last beat of that node's incarnation, moved forward by this node's own pauses.
   *
   * @param now monotonic nanos
   * @return monotonic nanos; {@code now} for this node itself, the start of the table for a node
   *     that was never heard
   */
  long lastBeat(UUID incarnation, long now);

  /** Whether it was ever heard, or is this node. */
  boolean known(UUID incarnation);
}
