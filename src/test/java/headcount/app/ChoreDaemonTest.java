package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChoreDaemonTest {
  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicInteger stopped = new AtomicInteger();
  private final ArrayDeque<CompletionStage<Duration>> answers = new ArrayDeque<>();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private ActorRef<ChoreDaemon.Command> begin() {
    return kit.spawn(
        ChoreDaemon.create(
            new ChoreDaemon.Chore(
                "chore",
                () -> {
                  var answer = answers.removeFirst();
                  rounds.incrementAndGet();
                  return answer;
                },
                stopped::incrementAndGet)));
  }

  /** Lets time go by in steps until that many rounds have begun; returns how much went by. */
  private Duration until(int begun, Duration step) {
    var gone = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              if (rounds.get() < begun) {
                time.timePasses(step);
                gone.incrementAndGet();
              }
              return rounds.get() >= begun;
            });
    return step.multipliedBy(gone.get());
  }

  @Test
  void roundsFollowEachOtherAfterThePauseThatTheyAskFor() {
    answers.add(CompletableFuture.completedFuture(Duration.ofHours(1)));
    answers.add(new CompletableFuture<>());
    begin();
    assertThat(until(1, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(until(2, Duration.ofMinutes(2))).isGreaterThanOrEqualTo(Duration.ofHours(1));
    assertThat(rounds).hasValue(2);
  }

  @Test
  void aRoundThatLastsHoldsUpTheNext() {
    var slow = new CompletableFuture<Duration>();
    answers.add(slow);
    answers.add(new CompletableFuture<>());
    begin();
    until(1, Duration.ofSeconds(1));
    time.timePasses(Duration.ofDays(1));
    assertThat(rounds).hasValue(1);
    slow.complete(Duration.ofSeconds(1));
    until(2, Duration.ofSeconds(1));
  }

  @Test
  void whatFailsIsTriedAgain() {
    answers.add(CompletableFuture.failedFuture(new IllegalStateException("no database")));
    answers.add(new CompletableFuture<>());
    begin();
    until(1, Duration.ofSeconds(1));
    assertThat(until(2, Duration.ofMillis(500))).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whoStopsSaysSo() {
    var daemon = begin();
    daemon.tell(new ChoreDaemon.Stop());
    await().atMost(Duration.ofSeconds(30)).until(() -> stopped.get() == 1);
  }
}
