package headcount.http;

import headcount.telemetry.Pulse;
import java.util.List;

/** This node in figures, for {@code GET /ops/node}. Thread-safe; does not block. */
@FunctionalInterface
public interface NodeStatus {
  /** The figures now. */
  Status now();

  /**
   * A node.
   *
   * @param pid its process
   * @param address its address in the cluster
   * @param connections open WebSockets
   * @param streams streams that its relays hold tabs of
   * @param draining whether it is leaving
   * @param redis {@code host:port} of the Redis it was told of
   * @param stores whether each store answers this node
   */
  record Status(
      long pid,
      String address,
      List<String> roles,
      int connections,
      int streams,
      boolean draining,
      String redis,
      List<Pulse.State> stores) {}
}
