package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.audience.Rankings;
import headcount.audience.Rankings.Page;
import headcount.audience.Rankings.RankedStream;
import headcount.audience.Rankings.Sort;
import headcount.embedded.OwnRedis;
import headcount.store.Titles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standing serves first pages for four seconds, and is renewed after three. */
class StandingWithoutRedisTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Titles NONE = (_, _) -> CompletableFuture.completedFuture(Map.of());

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochMilli(1_800_000_000_000L));
  private OwnRedis redis;
  private TcpGate gate;
  private RedisStores stores;
  private Rankings rankings;

  @BeforeEach
  void oneStream() throws Exception {
    redis = OwnRedis.single();
    redis.ask(0, "ZADD", "rank:viewers", "5", "a");
    redis.ask(0, "HSET", "rank:about", "a", "music x");
    gate = new TcpGate(redis.port(0));
    gate.open();
    stores = gate.stores(now::get, Map.of("headcount.store.redis.health-every", "500ms"));
    await().atMost(SOON).until(stores::connected);
    rankings = stores.rankings(NONE);
  }

  @AfterEach
  void close() throws IOException {
    stores.close();
    gate.close();
    redis.close();
  }

  private CompletableFuture<Page<RankedStream>> first() {
    return rankings.streams(Sort.VIEWERS, null, 10, null).toCompletableFuture();
  }

  private void later(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  private void cutOff() throws IOException {
    gate.shut();
    await().atMost(SOON).until(() -> !stores.health().up());
  }

  @Test
  void itServesItsTimeWithoutRedisThoughItCannotBeRenewedAndThenFails() throws Exception {
    var before = first().get(20, TimeUnit.SECONDS);
    assertThat(before.items()).extracting(RankedStream::stream).containsExactly("a");
    cutOff();
    later(Duration.ofMillis(3_500));
    assertThat(first().get(20, TimeUnit.SECONDS).snapshot()).isEqualTo(before.snapshot());
    assertThat(first().get(20, TimeUnit.SECONDS).snapshot())
        .as("after a renewal that failed")
        .isEqualTo(before.snapshot());
    later(Duration.ofSeconds(2));
    assertThat(first()).as("five seconds old").failsWithin(20, TimeUnit.SECONDS);
  }

  @Test
  void itIsToldAnewOnceRedisIsBack() throws Exception {
    var before = first().get(20, TimeUnit.SECONDS);
    cutOff();
    later(Duration.ofSeconds(5));
    assertThat(first()).failsWithin(20, TimeUnit.SECONDS);
    redis.ask(0, "ZADD", "rank:viewers", "9", "a");
    gate.open();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              var again = first().get(20, TimeUnit.SECONDS);
              assertThat(again.snapshot()).isNotEqualTo(before.snapshot());
              assertThat(again.items()).extracting(RankedStream::viewers).containsExactly(9L);
            });
  }

  @Test
  void whoAsksInTheLastQuarterHasItRenewedBehindHim() throws Exception {
    var before = first().get(20, TimeUnit.SECONDS);
    redis.ask(0, "ZADD", "rank:viewers", "9", "a");
    later(Duration.ofSeconds(1));
    assertThat(first().get(20, TimeUnit.SECONDS).snapshot()).isEqualTo(before.snapshot());
    later(Duration.ofMillis(2_500));
    assertThat(first().get(20, TimeUnit.SECONDS).hit()).as("it need not wait").isTrue();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(first().get(20, TimeUnit.SECONDS).items())
                    .extracting(RankedStream::viewers)
                    .containsExactly(9L));
  }
}
