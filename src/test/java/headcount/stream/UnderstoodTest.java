package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.ToEntity;
import java.time.Duration;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What comes over the network to an actor or a region that it is not meant for. */
class UnderstoodTest {
  private static final ActorTestKit kit = ActorTestKit.create("understood");

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  /** Counts what it was told, so that a restart would show. */
  private static Behavior<Integer> sum(int soFar, ActorRef<Integer> replyTo) {
    return Behaviors.receiveMessage(
        more -> {
          replyTo.tell(soFar + more);
          return sum(soFar + more, replyTo);
        });
  }

  @Test
  void aMessageForSomebodyElseIsLostAndNothingBesides() {
    var probe = kit.createTestProbe(Integer.class);
    ActorRef<Integer> actor = kit.spawn(Understood.only(Integer.class, sum(0, probe.ref())));
    actor.tell(3);
    probe.expectMessage(3);
    actor.<Object>unsafeUpcast().tell(new HotMessage.Beat(UUID.randomUUID()));
    actor.<Object>unsafeUpcast().tell("no number");
    actor.tell(4);
    probe.expectMessage(Duration.ofSeconds(20), 7);
  }

  @Test
  void aRegionFindsStreamsInMessagesAndEnvelopesAndNobodyElsewhere() {
    var addresses = new Addresses<Object, Object>(256);
    var draining = new ToEntity.Draining(new Source(UUID.randomUUID(), 0), 1);
    var direct = new HotMessage.ForEntity(new StreamId("s1"), draining);
    assertThat(addresses.entityId(direct)).isEqualTo("s1");
    assertThat(addresses.unwrapMessage(direct)).isSameAs(direct);
    var envelope = new ShardingEnvelope<Object>("s1", "inside");
    assertThat(addresses.entityId(envelope)).isEqualTo("s1");
    assertThat(addresses.unwrapMessage(envelope)).isEqualTo("inside");
    assertThat(Integer.parseInt(addresses.shardId("s1"))).isBetween(0, 255);
    var astray = new HotMessage.Beat(UUID.randomUUID());
    assertThat(addresses.shardId(addresses.entityId(astray))).isEmpty();
  }
}
