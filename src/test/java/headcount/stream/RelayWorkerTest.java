package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.MemoryCheckpoints;
import headcount.checkpoint.MemoryOutbox;
import headcount.presence.BeatTable;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.PushBudget;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ToEntity;
import headcount.presence.ViewerId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A relay worker on a cluster of one, whose entities never say a word. */
class RelayWorkerTest {
  private static final ActorTestKit kit =
      ActorTestKit.create(
          "relay-worker",
          ConfigFactory.parseString(
                  """
                  pekko.actor.provider = cluster
                  pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                  headcount.stream.patience = 200ms
                  """)
              .withFallback(ConfigFactory.parseResources("headcount/pekko.conf"))
              .withFallback(ConfigFactory.load()));
  private static final StreamSettings SETTINGS =
      StreamSettings.from(kit.system().settings().config());
  private static final Members MEMBERS = Members.follow(kit.system());
  private static final StreamId STREAM = new StreamId("quiet");

  private final List<HotMessage.ForEntity> told = new CopyOnWriteArrayList<>();
  private final Map<StreamId, List<Tab>> sockets = Map.of(STREAM, List.of(tab(1), tab(2)));
  private final AtomicReference<RelayWorkers> workers = new AtomicReference<>();
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final ActorRef<RelayWorker.Command> worker = start();

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private ActorRef<RelayWorker.Command> start() {
    var clocks = new Clocks(System::nanoTime, System::currentTimeMillis);
    var parts =
        new RelayParts(
            MEMBERS,
            new BeatTable(MEMBERS.self(), SETTINGS.count(), clocks.now()),
            request -> told.add((HotMessage.ForEntity) request),
            new MemoryCheckpoints(InstantSource.system()),
            outbox,
            clocks,
            SETTINGS,
            new PushBudget(0, SETTINGS.pace().longestNanos(), () -> 0),
            Sockets::new,
            workers::get,
            new AtomicInteger());
    var started = kit.spawn(RelayWorker.create(parts, SETTINGS.relayTick()));
    workers.set(new RelayWorkers(List.of(started)));
    return started;
  }

  private static Tab tab(long session) {
    return new Tab(new SessionId(session), new ViewerId(9), false, 1000, 0);
  }

  private final class Sockets implements Edge {
    @Override
    public void counted(StreamId stream, Headcount served) {}

    @Override
    public void ended(StreamId stream) {}

    @Override
    public CompletionStage<Map<StreamId, List<Tab>>> tabs() {
      return CompletableFuture.completedFuture(sockets);
    }

    @Override
    public CompletionStage<Boolean> close(SessionId session, Sessions.Why why) {
      return CompletableFuture.completedFuture(false);
    }

    @Override
    public long frameNanos() {
      return 10_000;
    }

    @Override
    public int connections() {
      return 2;
    }
  }

  @Test
  void joinIsAnsweredInTimeAlthoughTheEntityIsSilentAndNeverAsExact() {
    var joined = new CompletableFuture<Headcount>();
    worker.tell(new RelayWorker.Join(STREAM, tab(1), joined::complete));
    var count = joined.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(count.quality()).isNotEqualTo(Quality.EXACT);
    assertThat(count.viewers()).isEqualTo(1);
  }

  @Test
  void questionIsAnsweredInTimeAndWatchesNobody() {
    var answer = new CompletableFuture<Headcount>();
    worker.tell(new RelayWorker.Count(STREAM, answer));
    var count = answer.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(count.connections()).isZero();
    assertThat(count.quality()).isNotEqualTo(Quality.EXACT);
    assertThat(told).noneMatch(each -> each.message() instanceof ToEntity.Delta);
  }

  @Test
  void crashedWorkerComesBackAsTheNextGenerationWithWhatTheSocketsHold() {
    worker.tell(new RelayWorker.Join(STREAM, tab(1), _ -> {}));
    await().until(() -> told.stream().anyMatch(each -> each.message().source().generation() == 0));
    worker.tell(
        new RelayWorker.Join(
            new StreamId("crash"),
            tab(7),
            _ -> {
              throw new IllegalStateException("a test's crash");
            }));
    var left = new CompletableFuture<Headcount>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> told.stream().anyMatch(each -> each.message().source().generation() == 1));
    worker.tell(new RelayWorker.Join(STREAM, tab(1), left::complete));
    var count = left.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(count.connections()).as("both tabs of the sockets").isEqualTo(2);
  }

  @Test
  void closedNodeWritesDownWhoWasThereAsDrained() {
    worker.tell(new RelayWorker.Join(STREAM, tab(1), _ -> {}));
    var done = new CompletableFuture<Boolean>();
    worker.tell(new RelayWorker.Close(5000, done));
    done.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(outbox.records(AudienceRecord.Watched.class))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.endedAtMillis()).isEqualTo(5000);
              assertThat(record.endedBy()).isEqualTo(EndedBy.DRAIN);
            });
  }
}
