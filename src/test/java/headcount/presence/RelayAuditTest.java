package headcount.presence;

import static headcount.presence.LittleCluster.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay whose node has a single tab on the stream, and misses it. */
class RelayAuditTest {
  private static final Tab TAB = new Tab(new SessionId(7), new ViewerId(10), false, 0, 0);

  private final LittleCluster cluster = new LittleCluster(1);
  private final RelayMachine relay = cluster.relay(0);

  @BeforeEach
  void calm() {
    cluster.load(null);
    cluster.seconds(2);
    assertThat(relay.forgettable(cluster.now)).isTrue();
  }

  private void audit(Tab... onSockets) {
    relay.audit(List.of(onSockets), cluster.now, cluster.from(node(0)));
  }

  @Test
  void emptyRelayThatMayMissATabIsNotForgottenBetweenTwoComparisons() {
    audit(TAB);
    assertThat(relay.forgettable(cluster.now)).isFalse();
    cluster.seconds(1);
    assertThat(relay.forgettable(cluster.now)).isFalse();
    audit(TAB);
    cluster.seconds(1);
    assertThat(relay.connections()).isEqualTo(1);
    assertThat(cluster.count().connections()).isEqualTo(1);
  }

  @Test
  void emptyRelayIsForgottenWhenTheNextComparisonClearsIt() {
    audit(TAB);
    audit();
    assertThat(relay.forgettable(cluster.now)).isTrue();
    assertThat(relay.connections()).isZero();
  }
}
