package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.audience.AnswerCache;
import headcount.audience.AnswerCache.Made;
import headcount.audience.Cached;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisAnswerCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicInteger made = new AtomicInteger();
  private volatile String generation = "1";
  private RedisFixture fixture;
  private AnswerCache cache;

  @BeforeEach
  void connect() {
    fixture = RedisFixture.single(InstantSource.system());
    fixture.redis.flushall();
    cache = fixture.stores.answers(() -> CompletableFuture.completedFuture(generation));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private CompletionStage<Made> make(Duration life) {
    return CompletableFuture.completedFuture(new Made("답 " + made.incrementAndGet(), life));
  }

  private Cached<String> asked(String question, Duration life) {
    return got(cache.of(question, () -> make(life)));
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void anAnswerIsMadeOnceForItsQuestionAndGeneration() {
    assertThat(asked("a", HOUR)).isEqualTo(new Cached<>("답 1", false));
    assertThat(asked("a", HOUR)).isEqualTo(new Cached<>("답 1", true));
    assertThat(asked("b", HOUR)).isEqualTo(new Cached<>("답 2", false));
    generation = "2";
    assertThat(asked("a", HOUR)).isEqualTo(new Cached<>("답 3", false));
    assertThat(counted("hit")).isEqualTo(1);
    assertThat(counted("miss")).isEqualTo(3);
  }

  private double counted(String result) {
    return fixture
        .meters
        .get("headcount.store.cache.requests")
        .tag("cache", "answers")
        .tag("result", result)
        .counter()
        .count();
  }

  @Test
  void itLivesAsLongAsItsMakerSays() {
    asked("a", HOUR);
    assertThat(asked("a", HOUR).hit()).as("after it was kept").isTrue();
    var key = fixture.redis.keys("cache:an:*").getFirst();
    assertThat(fixture.redis.ttl(key)).isBetween(3_500L, 3_600L);
    asked("b", Duration.ZERO);
    assertThat(asked("b", Duration.ZERO).hit()).isFalse();
  }

  @Test
  void aFailureIsNotKept() {
    CompletionStage<Made> fails = CompletableFuture.failedFuture(new IllegalStateException("no"));
    assertThat(cache.of("a", () -> fails).toCompletableFuture()).failsWithin(20, TimeUnit.SECONDS);
    assertThat(asked("a", HOUR)).isEqualTo(new Cached<>("답 1", false));
  }

  @Test
  void oneMakesWhileAllOthersWait() {
    var slow = new CompletableFuture<Made>();
    var first =
        cache.of(
            "a",
            () -> {
              made.incrementAndGet();
              return slow;
            });
    var others =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(_ -> cache.of("a", () -> make(HOUR)))
            .toList();
    slow.complete(new Made("one", HOUR));
    assertThat(got(first).value()).isEqualTo("one");
    others.forEach(other -> assertThat(got(other).value()).isEqualTo("one"));
    assertThat(made).hasValue(1);
  }

  @Test
  void withoutRedisEveryAnswerIsMade() {
    fixture.stores.close();
    assertThat(asked("a", HOUR)).isEqualTo(new Cached<>("답 1", false));
    assertThat(asked("a", HOUR)).isEqualTo(new Cached<>("답 2", false));
  }
}
