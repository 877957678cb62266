package headcount.presence;

import static headcount.presence.LittleCluster.node;
import static headcount.presence.LittleCluster.tab;
import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders of events that once left a count wrong; the simulator found each. */
final class HardNightTest {
  private final LittleCluster cluster = new LittleCluster(2);

  private static final Loaded NOTHING_LEFT = new Loaded(5, 1, 0, 0, 0, Map.of());

  private void end() {
    cluster.entity.end(cluster.now, cluster.wall(), cluster.fromEntity());
    cluster.settle();
  }

  @Test
  void relayThatDoesNotKnowItsTabsYetDoesNotObeyAnEnd() {
    cluster.load(null);
    cluster.join(1, 1, 10);
    cluster.seconds(1);
    RelayMachine rebuilt = cluster.relay(new Source(node(1), 1), new SourceMark(0, 0, 0));
    cluster.relays.put(node(1), rebuilt);
    end();
    cluster.seconds(2);
    assertThat(cluster.told).isEmpty();
    rebuilt.audit(List.of(tab(1, 10)), cluster.now, cluster.from(node(1)));
    cluster.settle();
    cluster.seconds(2);
    assertThat(cluster.told).containsExactly(node(1));
    assertThat(cluster.count().quality()).isEqualTo(Quality.EXACT);
    assertThat(cluster.count().viewers()).isZero();
  }

  @Test
  void newOrderEndsTabsThatWereHeardOfAndNotYetCounted() {
    cluster.load(null);
    cluster.join(0, 1, 10);
    cluster.dropped = message -> message instanceof ToRelay.Ended;
    end();
    cluster.dropped =
        message ->
            message instanceof ToEntity.SnapshotChunk
                || (message instanceof ToEntity.Delta delta && delta.seq() == 1);
    cluster.join(1, 2, 20);
    cluster.seconds(1);
    cluster.join(1, 3, 30);
    cluster.seconds(1);
    assertThat(cluster.entity.find(new SessionId(2))).isNull();
    end();
    cluster.dropped = message -> false;
    cluster.seconds(5);
    assertThat(cluster.told).contains(node(1));
    assertThat(cluster.relay(1).connections()).isZero();
  }

  @Test
  void nothingIsStoredOverWhatWasNotRead() {
    cluster.entity.loadFailed(cluster.now, cluster.fromEntity());
    cluster.join(1, 1, 10);
    cluster.seconds(40);
    assertThat(cluster.count().quality()).isEqualTo(Quality.EXACT);
    assertThat(cluster.entity.draft(cluster.now)).isNull();
    cluster.load(NOTHING_LEFT);
    assertThat(cluster.entity.draft(cluster.now)).isNotNull();
  }

  @Test
  void entityThatHasPublishedStopsAtAHigherEpoch() {
    cluster.load(null);
    cluster.seconds(1);
    assertThat(cluster.entity.published()).isTrue();
    long higher = cluster.count().epoch() + 1;
    var delta = new ToEntity.Delta(new Source(node(1), 0), 1, higher, List.of(), List.of(), 0, 0);
    cluster.entity.receive(delta, cluster.now, cluster.wall(), cluster.fromEntity());
    assertThat(cluster.fenced).isTrue();
  }

  @Test
  void snapshotThatWasTakenAnewIsPulledAnewAtOnce() {
    SnapshotPull pull = new SnapshotPull(7);
    assertThat(pull.ask(0, SECOND, 8)).containsExactly(0);
    assertThat(pull.take(chunk(7, 5, 0, tab(1, 10)), false)).isTrue();
    assertThat(pull.ask(0, SECOND, 8)).containsExactly(1);
    assertThat(pull.take(chunk(6, 6, 1, tab(2, 20)), false)).as("another nonce").isFalse();
    assertThat(pull.take(chunk(7, 6, 1, tab(3, 30)), false)).isTrue();
    assertThat(pull.ask(0, SECOND, 8)).containsExactly(0);
    assertThat(pull.take(chunk(7, 5, 0, tab(1, 10)), false)).as("of before").isFalse();
    assertThat(pull.take(chunk(7, 6, 0, tab(2, 20)), false)).isTrue();
    assertThat(pull.complete()).isTrue();
    assertThat(pull.tabs()).containsExactlyInAnyOrder(tab(2, 20), tab(3, 30));
  }

  @Test
  void answerToSomethingEarlierIsNoAnswerToALeavingNode() {
    cluster.load(null);
    cluster.join(1, 1, 10);
    cluster.seconds(1);
    cluster.dropped =
        message ->
            message instanceof ToEntity.Draining
                || (message instanceof ToEntity.Digest digest && digest.draining());
    cluster.relay(1).draining(cluster.now, cluster.from(node(1)));
    var late = new ToRelay.Ack(new Source(node(1), 0), cluster.count().epoch(), 1, null, null);
    cluster.relay(1).receive(late, cluster.now, cluster.from(node(1)));
    cluster.dropped = message -> message instanceof ToEntity.Draining;
    cluster.seconds(2);
    cluster.relay(1).leave(new SessionId(1), cluster.now, cluster.from(node(1)));
    cluster.seconds(2);
    assertThat(cluster.count().quality()).isEqualTo(Quality.RECOVERING);
    assertThat(cluster.count().viewers()).isEqualTo(1);
  }

  @Test
  void nodeThatNoBeatHasComeFromYetOwesAnEndAllTheSame() {
    cluster.load(null);
    cluster.seconds(60);
    UUID young = node(7);
    RelayMachine relay = cluster.relay(new Source(young, 0), new SourceMark(0, 0, 0));
    cluster.dropped = message -> message instanceof ToRelay.Ended;
    relay.join(tab(1, 10), cluster.now, cluster.from(young));
    cluster.settle();
    assertThat(cluster.count().viewers()).isEqualTo(1);
    end();
    cluster.seconds(5);
    cluster.dropped = message -> false;
    cluster.relays.put(young, relay);
    cluster.seconds(2);
    assertThat(cluster.told).containsExactly(young);
  }

  @Test
  void whatWaitedThroughAPauseConfirmsNothing() {
    cluster.load(null);
    cluster.join(1, 1, 10);
    cluster.seconds(1);
    long epoch = cluster.count().epoch();
    cluster.dead.add(node(1));
    cluster.now += 10 * SECOND;
    cluster.beats.beat(node(1), cluster.now);
    RelayMachine silent = cluster.relay(1);
    silent.receive(new ToRelay.Ask(epoch), cluster.now, cluster.from(node(1)));
    cluster.settle();
    cluster.pass(SECOND / 2);
    assertThat(cluster.count().quality()).isEqualTo(Quality.RECOVERING);
    cluster.seconds(2);
    assertThat(cluster.count().quality()).isEqualTo(Quality.RECOVERING);
    cluster.dead.remove(node(1));
    cluster.seconds(2);
    assertThat(cluster.count().quality()).isEqualTo(Quality.EXACT);
  }

  private static ToEntity.SnapshotChunk chunk(long nonce, long seq, int index, Tab tab) {
    Source source = new Source(node(1), 0);
    return new ToEntity.SnapshotChunk(source, 1, nonce, seq, index, 2, List.of(tab), 3, 0);
  }
}
