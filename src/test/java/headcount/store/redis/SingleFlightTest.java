package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import headcount.audience.Cached;
import headcount.embedded.TestRedis;
import headcount.store.redis.SingleFlight.Product;
import headcount.store.redis.SingleFlight.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private static final String LEASE = "flight:test";

  private final CompletableFuture<Product<String>> making = new CompletableFuture<>();
  private final CompletableFuture<String> keeping = new CompletableFuture<>();
  private volatile @Nullable String kept;
  private RedisFixture fixture;
  private RedisLink link;
  private SingleFlight flight;

  @BeforeEach
  void connect() {
    fixture = RedisFixture.single(() -> Instant.EPOCH);
    fixture.redis.flushall();
    var config = ConfigFactory.parseMap(Map.of("headcount.store.redis.uri", TestRedis.uri()));
    link = new RedisLink(RedisSettings.from(config.withFallback(ConfigFactory.load())));
    await().atMost(Duration.ofSeconds(20)).until(link::connected);
    flight = new SingleFlight(link);
  }

  @AfterEach
  void close() {
    link.close();
    fixture.close();
  }

  private CompletableFuture<Cached<String>> asked(CompletionStage<Product<String>> made) {
    return flight
        .of(
            new Thing<>(
                "thing",
                LEASE,
                () -> CompletableFuture.completedFuture(Optional.ofNullable(kept)),
                () -> made))
        .toCompletableFuture();
  }

  private static CompletionStage<Product<String>> at(String value) {
    return CompletableFuture.completedFuture(new Product<>(value, null));
  }

  private static Cached<String> got(CompletableFuture<Cached<String>> asked) {
    return asked.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void itIsToldBeforeItIsKeptAndWhoAsksMeanwhileLooksThen() {
    var first = asked(making);
    var waiting = asked(at("never made"));
    making.complete(new Product<>("one", () -> keeping));
    assertThat(got(first)).isEqualTo(new Cached<>("one", false));
    assertThat(got(waiting)).isEqualTo(new Cached<>("one", false));
    var between = asked(at("never made"));
    assertThat(between).isNotDone();
    assertThat(fixture.redis.exists(LEASE)).as("other nodes wait as well").isEqualTo(1);
    kept = "one, kept";
    keeping.complete("OK");
    assertThat(got(between)).isEqualTo(new Cached<>("one, kept", true));
    await().atMost(Duration.ofSeconds(1)).until(() -> fixture.redis.exists(LEASE) == 0);
  }

  @Test
  void whatCouldNotBeKeptIsMadeAgain() {
    var first = asked(making);
    making.complete(new Product<>("one", () -> keeping));
    got(first);
    var between = asked(at("two"));
    keeping.completeExceptionally(new IllegalStateException("no room"));
    assertThat(got(between)).isEqualTo(new Cached<>("two", false));
  }

  @Test
  void aFailureIsEverybodysAndEndsTheFlight() {
    var first = asked(making);
    var waiting = asked(at("never made"));
    making.completeExceptionally(new IllegalStateException("no reader"));
    assertThat(first).failsWithin(20, TimeUnit.SECONDS);
    assertThat(waiting).failsWithin(20, TimeUnit.SECONDS);
    assertThat(got(asked(at("two")))).isEqualTo(new Cached<>("two", false));
  }
}
