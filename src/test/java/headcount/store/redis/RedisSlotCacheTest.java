package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.audience.Cached;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.StoredSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisSlotCacheTest {
  private static final StreamId STREAM = new StreamId("s1");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  private Instant now = Instant.parse("2026-11-21T12:07:00Z");
  private final InstantSource clock = () -> now;
  private final Map<LocalDate, List<StoredSlot>> database = new HashMap<>();
  private final List<List<LocalDate>> readings = new ArrayList<>();
  private RedisFixture fixture;
  private SlotCache cache;

  @BeforeEach
  void connect() {
    fixture = RedisFixture.single(clock);
    fixture.redis.flushall();
    cache = fixture.stores.slots();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static StoredSlot slot(String at, long epoch, long viewerSeconds) {
    var millis = Instant.parse(at).toEpochMilli();
    return new StoredSlot(1000, millis, epoch, viewerSeconds, 9, 4, 3, 2, 300, 280, 20);
  }

  private static HistoryStep step(String at, long epoch, long viewerSeconds) {
    return new HistoryStep(
        STREAM,
        new BroadcastRef(1000, new BroadcasterId("b"), new CategoryId("c")),
        epoch,
        Instant.parse(at).toEpochMilli(),
        viewerSeconds,
        0,
        9,
        4,
        3,
        2,
        300,
        280,
        20);
  }

  private void stored(StoredSlot slot) {
    var at = Instant.ofEpochMilli(slot.atMillis());
    database
        .computeIfAbsent(LocalDate.ofInstant(at, ZoneOffset.UTC), _ -> new ArrayList<>())
        .add(slot);
  }

  private CompletionStage<Optional<Map<LocalDate, List<StoredSlot>>>> read(List<LocalDate> days) {
    readings.add(days);
    var out = new HashMap<LocalDate, List<StoredSlot>>();
    days.forEach(day -> out.put(day, List.copyOf(database.getOrDefault(day, List.of()))));
    return CompletableFuture.completedFuture(Optional.of(out));
  }

  private Cached<List<StoredSlot>> asked(LocalDate... days) {
    return got(cache.of(STREAM, List.of(days), this::read)).orElseThrow();
  }

  /** Answered first, kept then: the second question waits for that. */
  private void askedUntilKept(LocalDate day) {
    asked(day);
    assertThat(asked(day).hit()).isTrue();
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void aDayIsReadOnceAndComesBackAsItWas() {
    stored(slot("2026-11-20T23:55:00Z", 1, 3000));
    stored(slot("2026-11-21T00:00:00Z", 1, 0));
    var first = asked(YESTERDAY, TODAY);
    var second = asked(YESTERDAY, TODAY);
    assertThat(first.hit()).isFalse();
    assertThat(second.hit()).isTrue();
    assertThat(second.value())
        .containsExactlyInAnyOrder(
            slot("2026-11-20T23:55:00Z", 1, 3000), slot("2026-11-21T00:00:00Z", 1, 0));
    assertThat(readings).containsExactly(List.of(YESTERDAY, TODAY));
  }

  @Test
  void aDayWithoutASlotIsKnownToBeEmpty() {
    asked(YESTERDAY, TODAY);
    var again = asked(YESTERDAY, TODAY);
    assertThat(again.hit()).isTrue();
    assertThat(again.value()).isEmpty();
  }

  @Test
  void onlyWhatIsMissingIsRead() {
    asked(TODAY);
    asked(YESTERDAY, TODAY);
    assertThat(readings).containsExactly(List.of(TODAY), List.of(YESTERDAY));
  }

  @Test
  void aCommittedSlotIsThereAtOnceAndTheHigherEpochStands() {
    asked(TODAY);
    got(cache.committed(List.of(step("2026-11-21T12:00:00Z", 5, 100))));
    got(cache.committed(List.of(step("2026-11-21T12:00:00Z", 4, 900))));
    got(cache.committed(List.of(step("2026-11-21T12:05:00Z", 5, 200))));
    assertThat(asked(TODAY).value())
        .containsExactlyInAnyOrder(
            slot("2026-11-21T12:00:00Z", 5, 100), slot("2026-11-21T12:05:00Z", 5, 200));
    assertThat(readings).hasSize(1);
  }

  @Test
  void whatWasCommittedIsNotLostToAReplicaThatIsBehind() {
    stored(slot("2026-11-21T12:00:00Z", 4, 1));
    got(cache.committed(List.of(step("2026-11-21T12:00:00Z", 5, 100))));
    got(cache.committed(List.of(step("2026-11-21T12:05:00Z", 5, 200))));
    var first = asked(TODAY);
    assertThat(first.value())
        .containsExactlyInAnyOrder(
            slot("2026-11-21T12:00:00Z", 5, 100), slot("2026-11-21T12:05:00Z", 5, 200));
    assertThat(asked(TODAY).value()).containsExactlyInAnyOrderElementsOf(first.value());
  }

  @Test
  void aLateSlotShutsItsClosedDay() {
    stored(slot("2026-11-20T10:00:00Z", 1, 7));
    asked(YESTERDAY);
    got(cache.committed(List.of(step("2026-11-20T10:05:00Z", 1, 8))));
    stored(slot("2026-11-20T10:05:00Z", 1, 8));
    assertThat(asked(YESTERDAY).value()).hasSize(2);
    assertThat(asked(YESTERDAY).hit()).as("shut for a minute").isFalse();
    assertThat(fixture.redis.ttl("cache:hist:{s1}:2026-11-20")).isBetween(1L, 60L);
  }

  @Test
  void aDayThatHasJustClosedIsKeptForSecondsOnly() {
    now = Instant.parse("2026-11-21T00:10:00Z");
    askedUntilKept(YESTERDAY);
    assertThat(fixture.redis.ttl("cache:hist:{s1}:2026-11-20")).isBetween(1L, 15L);
    askedUntilKept(YESTERDAY.minusDays(1));
    assertThat(fixture.redis.ttl("cache:hist:{s1}:2026-11-19")).isGreaterThan(86_000);
  }

  @Test
  void aNewDayBeginsEmpty() {
    stored(slot("2026-11-21T23:55:00Z", 1, 5));
    asked(TODAY);
    now = Instant.parse("2026-11-22T00:05:03Z");
    got(cache.committed(List.of(step("2026-11-22T00:00:00Z", 1, 6))));
    stored(slot("2026-11-22T00:00:00Z", 1, 6));
    assertThat(asked(TODAY.plusDays(1)).value())
        .containsExactly(slot("2026-11-22T00:00:00Z", 1, 6));
    assertThat(asked(TODAY).value()).containsExactly(slot("2026-11-21T23:55:00Z", 1, 5));
    got(cache.committed(List.of(step("2026-11-21T23:50:00Z", 1, 4))));
    assertThat(asked(TODAY.plusDays(1)).value())
        .as("yesterday's slot is no business of today's")
        .containsExactly(slot("2026-11-22T00:00:00Z", 1, 6));
  }

  @Test
  void oneReadsWhileOthersWait() {
    try (var other = RedisFixture.single(clock)) {
      var slow = new CompletableFuture<Optional<Map<LocalDate, List<StoredSlot>>>>();
      var first =
          cache.of(
              STREAM,
              List.of(TODAY),
              days -> {
                readings.add(days);
                return slow;
              });
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> fixture.redis.exists("cache:flight:{s1}") == 1);
      var second = cache.of(STREAM, List.of(TODAY), this::read);
      var third = other.stores.slots().of(STREAM, List.of(TODAY), days -> slow);
      assertThat(second.toCompletableFuture()).isNotDone();
      slow.complete(Optional.of(Map.of(TODAY, List.of(slot("2026-11-21T12:00:00Z", 1, 5)))));
      assertThat(got(first).orElseThrow().value()).hasSize(1);
      assertThat(got(second).orElseThrow().value()).hasSize(1);
      assertThat(got(third).orElseThrow().value()).hasSize(1);
      assertThat(readings).hasSize(1);
    }
  }

  @Test
  void aStreamThatNeverWasIsAskedForEachTime() {
    CompletionStage<Optional<Map<LocalDate, List<StoredSlot>>>> nothing =
        CompletableFuture.completedFuture(Optional.empty());
    assertThat(got(cache.of(STREAM, List.of(TODAY), _ -> nothing))).isEmpty();
    stored(slot("2026-11-21T12:00:00Z", 1, 5));
    assertThat(asked(TODAY).value()).hasSize(1);
  }

  @Test
  void withoutRedisTheDatabaseIsRead() {
    fixture.stores.close();
    stored(slot("2026-11-21T12:00:00Z", 1, 5));
    assertThat(asked(TODAY).value()).hasSize(1);
    assertThat(asked(TODAY).hit()).isFalse();
    assertThat(cache.committed(List.of(step("2026-11-21T12:00:00Z", 1, 5))).toCompletableFuture())
        .as("the drain must tell it again")
        .failsWithin(Duration.ofSeconds(20));
  }
}
