package headcount.stream;

import headcount.presence.StreamId;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.util.UUID;

/**
 * A message of the count protocol that crosses nodes by the second, written by {@link
 * HotSerializer}.
 */
public sealed interface HotMessage {
  /**
   * A relay speaks to a stream's entity.
   *
   * @param stream whose entity
   */
  record ForEntity(StreamId stream, ToEntity message) implements HotMessage, StreamEntity.Request {}

  /**
   * A stream's entity speaks to a node's relay.
   *
   * @param to the node's incarnation; another one of the same address drops it
   * @param host incarnation of the node that the entity lives on
   */
  record ForRelay(StreamId stream, UUID to, UUID host, ToRelay message)
      implements HotMessage, RelayRouter.Command {}

  /**
   * A node is alive.
   *
   * @param incarnation whose life
   */
  record Beat(UUID incarnation) implements HotMessage, Heartbeats.Command {}

  /**
   * A node has closed its last socket, and the entities know whom it had: nobody needs to wait for
   * it.
   *
   * @param incarnation whose life
   */
  record Farewell(UUID incarnation) implements HotMessage, Heartbeats.Command {}
}
