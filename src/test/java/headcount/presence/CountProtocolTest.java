package headcount.presence;

import static headcount.presence.LittleCluster.node;
import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CountProtocolTest {
  private static final Source FORMER_LIFE = new Source(new UUID(9, 9), 0);

  private static void assertCount(Headcount count, int viewers, int connections, Quality quality) {
    assertThat(List.of(count.viewers(), count.connections(), count.quality()))
        .isEqualTo(List.of(viewers, connections, quality));
  }

  private static LittleCluster calm(int nodes) {
    LittleCluster cluster = new LittleCluster(nodes);
    cluster.load(null);
    cluster.seconds(2);
    return cluster;
  }

  @Test
  void firstJoinOfANewStreamIsExactWithoutAnyTimePassing() {
    LittleCluster cluster = new LittleCluster(3);
    cluster.join(0, 1, 10);
    cluster.beats.beat(node(1), 0);
    cluster.beats.beat(node(2), 0);
    cluster.load(null);
    assertCount(cluster.served(0), 1, 1, Quality.EXACT);
  }

  @Test
  void joinAfterQuietIsServedWithoutAnyTimePassing() {
    LittleCluster cluster = calm(3);
    cluster.join(2, 1, 10);
    assertCount(cluster.served(2), 1, 1, Quality.EXACT);
  }

  @Test
  void viewerWithTabsOnTwoNodesCountsOnce() {
    LittleCluster cluster = calm(2);
    cluster.join(0, 1, 10);
    cluster.join(1, 2, 10);
    cluster.join(1, 3, -5);
    cluster.seconds(1);
    assertCount(cluster.count(), 2, 3, Quality.EXACT);
    assertThat(cluster.count().anonymous()).isEqualTo(1);
    assertThat(cluster.served(0).sameFigures(cluster.count())).isTrue();
  }

  @Test
  void closedTabIsGoneWithinASecond() {
    LittleCluster cluster = calm(1);
    cluster.join(0, 1, 10);
    cluster.join(0, 2, 10);
    cluster.seconds(1);
    cluster.leave(0, 1);
    cluster.seconds(1);
    assertCount(cluster.served(0), 1, 1, Quality.EXACT);
  }

  @Test
  void lostDeltaIsMadeGoodBySnapshot() {
    LittleCluster cluster = calm(2);
    cluster.join(1, 1, 10);
    cluster.dropped = message -> message instanceof ToEntity.Delta;
    cluster.join(1, 2, 20);
    cluster.pass(SECOND / 2);
    cluster.dropped = message -> false;
    cluster.join(1, 3, 30);
    cluster.seconds(1);
    assertCount(cluster.count(), 3, 3, Quality.EXACT);
  }

  @Test
  void lostLastDeltaIsMadeGoodByDigest() {
    LittleCluster cluster = calm(2);
    cluster.join(1, 1, 10);
    cluster.dropped = message -> message instanceof ToEntity.Delta;
    cluster.join(1, 2, 20);
    cluster.dropped = message -> false;
    cluster.seconds(3);
    assertCount(cluster.count(), 2, 2, Quality.EXACT);
  }

  @Test
  void restartedEntityServesTheLastCountAtOnceAndIsExactWhenTheHoldIsOver() {
    LittleCluster cluster = new LittleCluster(1);
    cluster.load(new Loaded(5, 9, 40, 50, 2, Map.of(FORMER_LIFE, new SourceMark(7, 60, 10))));
    assertCount(cluster.count(), 40, 50, Quality.RECOVERING);
    assertThat(cluster.entity.published()).isTrue();
    cluster.join(0, 1, 10);
    cluster.seconds(30);
    assertCount(cluster.served(0), 40, 50, Quality.RECOVERING);
    cluster.seconds(3);
    assertCount(cluster.served(0), 1, 1, Quality.EXACT);
    assertThat(cluster.lost).containsExactly(FORMER_LIFE + " 0");
  }

  @Test
  void restartedEntityIsExactWhenEverybodyIsBack() {
    LittleCluster cluster = new LittleCluster(1);
    cluster.load(new Loaded(5, 9, 2, 2, 0, Map.of(FORMER_LIFE, new SourceMark(7, 2, 0))));
    cluster.join(0, 1, 10);
    cluster.seconds(1);
    assertThat(cluster.count().quality()).isEqualTo(Quality.RECOVERING);
    cluster.join(0, 2, 20);
    cluster.seconds(1);
    assertCount(cluster.count(), 2, 2, Quality.EXACT);
  }

  @Test
  void deadNodesViewersAreHeldAndThenGoOnce() {
    LittleCluster cluster = calm(3);
    cluster.join(0, 1, 10);
    cluster.join(1, 2, 20);
    cluster.seconds(1);
    cluster.dead.add(node(1));
    cluster.seconds(30);
    assertCount(cluster.count(), 2, 2, Quality.RECOVERING);
    cluster.entity.members(java.util.Set.of(node(0), node(2)), cluster.now, cluster.fromEntity());
    cluster.seconds(3);
    assertCount(cluster.count(), 1, 1, Quality.EXACT);
    assertThat(cluster.lost).containsExactly(new Source(node(1), 0) + " 1");
  }

  @Test
  void endedBroadcastCountsNobodyAndALaterJoinCountsAnew() {
    LittleCluster cluster = calm(3);
    cluster.join(1, 1, 10);
    cluster.join(2, 2, 20);
    cluster.seconds(1);
    cluster.dropped = message -> message instanceof ToRelay.Ended;
    cluster.entity.end(cluster.now, cluster.wall(), cluster.fromEntity());
    cluster.seconds(2);
    assertThat(cluster.count().viewers()).isZero();
    cluster.dropped = message -> false;
    cluster.seconds(2);
    assertCount(cluster.count(), 0, 0, Quality.EXACT);
    assertThat(cluster.told).containsExactlyInAnyOrder(node(1), node(2));
    cluster.join(1, 3, 10);
    cluster.entity.end(cluster.now - 1, 0, cluster.fromEntity());
    cluster.seconds(2);
    cluster.join(1, 4, 10);
    cluster.seconds(1);
    assertCount(cluster.count(), 1, 1, Quality.EXACT);
  }

  @Test
  void pageThatWatchesIsToldWithoutBeingCounted() {
    LittleCluster cluster = calm(2);
    cluster.relay(1).watch(true, cluster.now, cluster.from(node(1)));
    cluster.settle();
    assertCount(cluster.served(1), 0, 0, Quality.EXACT);
    cluster.join(0, 1, 10);
    cluster.seconds(1);
    assertCount(cluster.served(1), 1, 1, Quality.EXACT);
    cluster.seconds(120);
    cluster.join(0, 2, 20);
    cluster.seconds(1);
    assertCount(cluster.served(1), 2, 2, Quality.EXACT);
    assertThat(cluster.entity.idle(cluster.now)).isFalse();
  }

  @Test
  void laterGenerationReplacesTheEarlierOneOnceItHasRebuilt() {
    LittleCluster cluster = calm(2);
    cluster.join(1, 1, 10);
    cluster.join(1, 2, 20);
    cluster.seconds(1);
    Source later = new Source(node(1), 1);
    RelayMachine rebuilt = cluster.relay(later, new SourceMark(0, 0, 0));
    cluster.relays.put(node(1), rebuilt);
    cluster.seconds(5);
    assertThat(cluster.count().viewers()).isEqualTo(2);
    rebuilt.audit(
        List.of(LittleCluster.tab(2, 20), LittleCluster.tab(3, 30)),
        cluster.now,
        cluster.from(node(1)));
    cluster.seconds(3);
    assertCount(cluster.count(), 2, 2, Quality.EXACT);
    assertThat(cluster.entity.find(new SessionId(1))).isNull();
  }

  @Test
  void silentEntityMakesTheCountUnsureAndThenStale() {
    LittleCluster cluster = calm(1);
    cluster.join(0, 1, 10);
    cluster.seconds(1);
    cluster.dropped = message -> message instanceof ToEntity;
    cluster.join(0, 2, 20);
    cluster.seconds(4);
    assertThat(cluster.served(0).quality()).isEqualTo(Quality.RECOVERING);
    cluster.seconds(60);
    assertThat(cluster.served(0).quality()).isEqualTo(Quality.STALE);
    cluster.dropped = message -> false;
    cluster.seconds(3);
    assertCount(cluster.served(0), 2, 2, Quality.EXACT);
  }

  @Test
  void emptyRelayThatIsForgottenGoesOnWhereItWas() {
    LittleCluster cluster = calm(1);
    cluster.join(0, 1, 10);
    cluster.leave(0, 1);
    cluster.seconds(2);
    assertThat(cluster.relay(0).forgettable(cluster.now)).isTrue();
    SourceMark mark = cluster.relay(0).mark();
    cluster.relays.put(node(0), cluster.relay(new Source(node(0), 0), mark));
    cluster.join(0, 2, 20);
    assertCount(cluster.count(), 1, 1, Quality.EXACT);
    assertThat(cluster.entity.joins()).isEqualTo(2);
    assertThat(cluster.entity.leaves()).isEqualTo(1);
  }

  @Test
  void auditMakesGoodWhatTwoComparisonsShow() {
    LittleCluster cluster = calm(1);
    cluster.join(0, 1, 10);
    List<Tab> truth = List.of(LittleCluster.tab(2, 20));
    cluster.relay(0).audit(truth, cluster.now, cluster.from(node(0)));
    cluster.seconds(1);
    assertThat(cluster.entity.find(new SessionId(1))).isNotNull();
    cluster.relay(0).audit(truth, cluster.now, cluster.from(node(0)));
    cluster.seconds(1);
    assertThat(cluster.entity.find(new SessionId(1))).isNull();
    assertCount(cluster.count(), 1, 1, Quality.EXACT);
  }
}
