package headcount.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a Redis Cluster of six running servers: the first three are masters and share the 16,384
 * slots, server i + 3 is the replica of server i.
 */
final class ClusterForming {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final long PAUSE_MILLIS = 25;

  private final List<Integer> ports;
  private final long deadline;

  ClusterForming(List<Integer> ports, Duration limit) {
    this.ports = List.copyOf(ports);
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** Forms it of empty servers; returns when every server serves or follows. */
  void first() throws IOException {
    for (var i = 0; i < ports.size(); i++) {
      RedisWire.ask(ports.get(i), "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
    for (var i = 0; i < MASTERS; i++) {
      takeSlots(ports.get(i), i * SLOTS / MASTERS, (i + 1) * SLOTS / MASTERS);
    }
    meet();
    for (var i = MASTERS; i < ports.size(); i++) {
      var replica = ports.get(i);
      var master = RedisWire.ask(ports.get(i - MASTERS), "CLUSTER", "MYID");
      await(() -> RedisWire.ask(replica, "CLUSTER", "NODES").contains(master));
      RedisWire.ask(replica, "CLUSTER", "REPLICATE", master);
    }
    settle();
  }

  /** Brings together servers that were a cluster before; their ports may be others than then. */
  void again() throws IOException {
    meet();
    settle();
  }

  private static void takeSlots(int port, int from, int to) throws IOException {
    var command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
    IntStream.range(from, to).mapToObj(Integer::toString).forEach(command::add);
    try (var wire = new RedisWire(port)) {
      wire.ask(command);
    }
  }

  /** Everybody is introduced to everybody: waiting for gossip would take seconds. */
  private void meet() throws IOException {
    for (var i = 0; i < ports.size(); i++) {
      for (var j = i + 1; j < ports.size(); j++) {
        RedisWire.ask(ports.get(i), "CLUSTER", "MEET", "127.0.0.1", ports.get(j).toString());
      }
    }
    for (int port : ports) {
      await(() -> RedisWire.ask(port, "CLUSTER", "INFO").contains("cluster_known_nodes:6"));
    }
  }

  private void settle() throws IOException {
    for (int port : ports) {
      await(
          () -> {
            var info = RedisWire.ask(port, "CLUSTER", "INFO");
            return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_ok:" + SLOTS)
                && followsOrLeads(port);
          });
    }
  }

  private static boolean followsOrLeads(int port) throws IOException {
    var replication = RedisWire.ask(port, "INFO", "replication");
    return replication.contains("role:master")
        ? replication.contains("connected_slaves:1")
        : replication.contains("master_link_status:up");
  }

  private interface Question {
    boolean answered() throws IOException;
  }

  private void await(Question question) throws IOException {
    while (!question.answered()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the nodes did not find each other in time");
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }
}
