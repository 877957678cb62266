package headcount.presence;

import static headcount.presence.LittleCluster.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When a relay may forget a stream. */
final class RelayMemoryTest {
  @Test
  void relayIsNotForgottenWhileAnAuditMissesATab() {
    var cluster = new LittleCluster(1);
    cluster.load(null);
    cluster.join(0, 1, 10);
    var relay = cluster.relay(0);
    relay.leave(new SessionId(1), cluster.now, cluster.from(node(0)));
    cluster.seconds(60);
    assertThat(relay.forgettable(cluster.now)).isTrue();
    relay.audit(List.of(LittleCluster.tab(1, 10)), cluster.now, cluster.from(node(0)));
    assertThat(relay.forgettable(cluster.now)).isFalse();
    relay.audit(List.of(), cluster.now, cluster.from(node(0)));
    assertThat(relay.forgettable(cluster.now)).isTrue();
  }
}
