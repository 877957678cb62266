package headcount.app.faults;

import headcount.app.NodeStart;
import java.util.function.IntFunction;

/**
 * What a rig is made of.
 *
 * @param nodes 2 to 20
 * @param redisCluster a real cluster of six servers in place of one
 * @param apart each node in a network namespace of its own, joined by a bridge; needs root
 * @param gated MySQL is reached through a gate that can withhold the answer to a commit
 * @param readers replicas of MySQL
 * @param settings further settings of each node by its index, HOCON, over dev's
 * @param start how each node's process is started
 */
record RigPlan(
    int nodes,
    boolean redisCluster,
    boolean apart,
    boolean gated,
    int readers,
    IntFunction<String> settings,
    IntFunction<NodeStart> start) {

  /** That many nodes on the loopback, one Redis, one MySQL. */
  static RigPlan of(int nodes) {
    return new RigPlan(nodes, false, false, false, 0, _ -> "", _ -> NodeStart.USUAL);
  }

  RigPlan onRedisCluster() {
    return new RigPlan(nodes, true, apart, gated, readers, settings, start);
  }

  /** With links between nodes that can be cut. */
  RigPlan inNamespaces() {
    return new RigPlan(nodes, redisCluster, true, gated, readers, settings, start);
  }

  /** With a gate before MySQL; not together with namespaces. */
  RigPlan behindAGate() {
    return new RigPlan(nodes, redisCluster, apart, true, readers, settings, start);
  }

  /** With so many replicas of MySQL, which answer analysts. */
  RigPlan reading(int replicas) {
    return new RigPlan(nodes, redisCluster, apart, gated, replicas, settings, start);
  }

  /** With these settings for each node, HOCON. */
  RigPlan with(IntFunction<String> further) {
    return new RigPlan(nodes, redisCluster, apart, gated, readers, further, start);
  }

  /** With processes started so, such as with a library of libfaketime. */
  RigPlan started(IntFunction<NodeStart> how) {
    return new RigPlan(nodes, redisCluster, apart, gated, readers, settings, how);
  }
}
