package headcount.stream;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node is spoken to as soon as it is a member, before its relays are there. */
final class LateActorTest {
  private static final Duration TABLES = Duration.ofMillis(200);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final ActorSystem<Void> here = system();
  private final ActorSystem<Void> there = system();

  @AfterEach
  void stop() {
    here.terminate();
    there.terminate();
  }

  @Test
  void whatWasSentBeforeItBeganDoesNotKeepItFromHearingLaterOnes() {
    AtomicInteger first = listen("first");
    tell("first", 1);
    await().atMost(SOON).until(() -> first.get() == 1);
    tell("late", 200);
    tell("first", 1);
    await().atMost(SOON).until(() -> first.get() == 2);
    AtomicInteger late = listen("late");
    tell("late", 200);
    await().atMost(SOON).until(() -> late.get() == 200);

    // longer than the receiver takes to offer the sender short names
    long begun = System.nanoTime();
    await().atMost(SOON).until(() -> System.nanoTime() - begun > TABLES.multipliedBy(10).toNanos());
    tell("late", 200);

    await().atMost(SOON).until(() -> late.get() == 400);
  }

  private void tell(String name, int times) {
    var address = Cluster.get(there).selfMember().address();
    for (int i = 0; i < times; i++) {
      ActorRef<HotMessage.Beat> to =
          ActorRefResolver.get(here).resolveActorRef(address + "/system/" + name);
      to.tell(new HotMessage.Beat(new UUID(0, i)));
    }
  }

  private AtomicInteger listen(String name) {
    var heard = new AtomicInteger();
    there.systemActorOf(
        Behaviors.receiveMessage(
            (HotMessage.Beat _) -> {
              heard.incrementAndGet();
              return Behaviors.same();
            }),
        name,
        Props.empty());
    return heard;
  }

  private static ActorSystem<Void> system() {
    Config own =
        ConfigFactory.parseString(
            """
            pekko.remote.artery {
              canonical { hostname = 127.0.0.1, port = 0 }
              advanced.compression {
                actor-refs.advertisement-interval = 200ms
                manifests.advertisement-interval = 200ms
              }
            }
            """);
    Config settings =
        own.withFallback(ConfigFactory.parseResources("headcount/pekko.conf"))
            .withFallback(ConfigFactory.load());
    return ActorSystem.create(Behaviors.empty(), "headcount", settings);
  }
}
