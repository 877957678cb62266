package headcount.presence;

import static headcount.presence.LittleCluster.node;
import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a planned move of a node's viewers does to a count. */
final class LeavingNodeTest {
  private static void assertCount(Headcount count, int viewers, int connections, Quality quality) {
    assertThat(count.viewers() + " viewers, " + count.connections() + " tabs, " + count.quality())
        .isEqualTo(viewers + " viewers, " + connections + " tabs, " + quality);
  }

  private static LittleCluster calm(int nodes) {
    LittleCluster cluster = new LittleCluster(nodes);
    cluster.load(null);
    cluster.seconds(2);
    return cluster;
  }

  @Test
  void tabThatClosesOnALeavingNodeIsCountedUntilItsNextOneIsSurelyKnown() {
    LittleCluster cluster = calm(2);
    cluster.join(1, 1, 10);
    cluster.seconds(1);
    cluster.relay(1).draining(cluster.now, cluster.from(node(1)));
    assertThat(cluster.relay(1).leave(new SessionId(1), cluster.now, cluster.from(node(1))))
        .isEqualTo(LittleCluster.tab(1, 10));
    assertThat(cluster.relay(1).connections()).isZero();
    cluster.seconds(2);
    assertCount(cluster.count(), 1, 1, Quality.RECOVERING);
    cluster.join(0, 2, 10);
    cluster.seconds(1);
    assertThat(cluster.count().viewers()).isEqualTo(1);
    cluster.seconds(2);
    assertCount(cluster.count(), 1, 1, Quality.EXACT);
  }

  @Test
  void nodeThatSaidFarewellIsNotWaitedFor() {
    LittleCluster cluster = calm(3);
    cluster.join(0, 2, 10);
    cluster.join(1, 1, 10);
    cluster.seconds(1);
    cluster.relay(1).draining(cluster.now, cluster.from(node(1)));
    cluster.relay(1).leave(new SessionId(1), cluster.now, cluster.from(node(1)));
    cluster.seconds(1);
    cluster.relay(1).closed(cluster.now, cluster.from(node(1)));
    assertThat(cluster.relay(1).farewell()).as("the last leave is unsaid").isFalse();
    cluster.seconds(5);
    assertThat(cluster.relay(1).farewell()).isTrue();
    cluster.beats.farewell(node(1));
    cluster.dead.add(node(1));
    for (int second = 0; second < 40; second++) {
      cluster.seconds(1);
      assertCount(cluster.count(), 1, 1, Quality.EXACT);
    }
  }

  @Test
  void newEntityWaitsForANodeThatSaidFarewellNoLongerThanItIsAMember() {
    LittleCluster cluster = calm(2);
    cluster.join(0, 1, 10);
    cluster.seconds(1);
    cluster.beats.farewell(node(1));
    cluster.dead.add(node(1));
    cluster.entity = cluster.entity();
    cluster.load(null);
    cluster.seconds(1);
    assertCount(cluster.count(), 1, 1, Quality.RECOVERING);
    cluster.entity.members(Set.of(node(0)), cluster.now, cluster.fromEntity());
    cluster.pass(SECOND / 2);
    assertCount(cluster.count(), 1, 1, Quality.EXACT);
  }

  @Test
  void whoIsClosedByALeavingNodeIsHeldHoweverLongTheDrainTook() {
    LittleCluster cluster = calm(2);
    cluster.join(1, 1, 10);
    cluster.seconds(1);
    cluster.relay(1).draining(cluster.now, cluster.from(node(1)));
    cluster.seconds(60);
    assertCount(cluster.count(), 1, 1, Quality.RECOVERING);
    cluster.relay(1).closed(cluster.now, cluster.from(node(1)));
    cluster.seconds(6);
    assertThat(cluster.relay(1).farewell()).isTrue();
    cluster.beats.farewell(node(1));
    cluster.dead.add(node(1));
    cluster.seconds(24);
    assertCount(cluster.count(), 1, 1, Quality.RECOVERING);
    cluster.seconds(9);
    assertCount(cluster.count(), 0, 0, Quality.EXACT);
    assertThat(cluster.lost).containsExactly(new Source(node(1), 0) + " 1 drained");
  }
}
