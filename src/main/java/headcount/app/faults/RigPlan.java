package headcount.app.faults;

import headcount.app.NodeStart;
import java.util.function.IntFunction;

/**
 * What a rig is made of.
 *
 * @param nodes 2 to 20
 * @param redisCluster a real cluster of six servers in place of one
 * @param hosts the address under which each node is reached, by its index
 * @param settings further settings of each node, HOCON, over dev's
 * @param start how each node's process is started
 */
record RigPlan(
    int nodes,
    boolean redisCluster,
    IntFunction<String> hosts,
    IntFunction<String> settings,
    IntFunction<NodeStart> start) {
  private static final String LOOPBACK = "127.0.0.1";

  /** That many nodes on the loopback, one Redis, one MySQL. */
  static RigPlan of(int nodes) {
    return new RigPlan(nodes, false, _ -> LOOPBACK, _ -> "", _ -> NodeStart.USUAL);
  }

  RigPlan onRedisCluster() {
    return new RigPlan(nodes, true, hosts, settings, start);
  }

  /** With these settings for each node, HOCON. */
  RigPlan with(IntFunction<String> further) {
    return new RigPlan(nodes, redisCluster, hosts, further, start);
  }

  RigPlan started(IntFunction<NodeStart> how) {
    return new RigPlan(nodes, redisCluster, hosts, settings, how);
  }

  RigPlan at(IntFunction<String> addresses) {
    return new RigPlan(nodes, redisCluster, addresses, settings, start);
  }
}
