package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import headcount.audience.Rankings;
import headcount.audience.Rankings.Page;
import headcount.audience.Rankings.RankedGroup;
import headcount.audience.Rankings.RankedStream;
import headcount.audience.Rankings.Sort;
import headcount.presence.CategoryId;
import headcount.store.Titles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 1,201 streams: three pieces of a command each. */
class StandingRenewalTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LATE = Duration.ofMillis(3_500);
  private static final Titles NONE = (_, _) -> CompletableFuture.completedFuture(Map.of());
  private static final int STREAMS = 1_201;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochMilli(1_800_000_000_000L));
  private RedisFixture one;
  private RedisFixture other;
  private Rankings rankings;

  @BeforeEach
  void connect() {
    one = RedisFixture.single(now::get);
    other = RedisFixture.single(now::get);
    one.redis.flushall();
    rankings = one.stores.rankings(NONE);
    counts(1);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private void counts(int each) {
    for (int i = 0; i < STREAMS; i++) {
      one.redis.zadd("rank:viewers", each + i % 7, "s" + i);
      one.redis.hset("rank:about", "s" + i, (i % 2 == 0 ? "music" : "games") + " b" + i % 500);
    }
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private Page<RankedStream> first() {
    return got(rankings.streams(Sort.VIEWERS, null, 100, null));
  }

  /** The page of the standing that takes the place of this one's. */
  private Page<RankedStream> renewed(Page<RankedStream> before) {
    now.updateAndGet(it -> it.plus(LATE));
    return await().atMost(SOON).until(this::first, it -> !it.snapshot().equals(before.snapshot()));
  }

  private long copied(String ranking, Page<?> page) {
    var key = "rank:snap:{" + ranking + "}:" + page.snapshot();
    var size = one.redis.zcard(key);
    assertThat(size == 0 || one.redis.pttl(key) > 60_000).as("lives beyond a cursor").isTrue();
    return size;
  }

  @Test
  void whatWasAskedIsCopiedBeforeTheNextStandingServesAndNothingElse() {
    var before = first();
    var music = new CategoryId("music");
    got(rankings.broadcasters(10, null));
    got(rankings.streams(Sort.VIEWERS, music, 10, null));
    var after = renewed(before);
    assertThat(after.hit()).isTrue();
    assertThat(copied("rank:viewers", after)).isEqualTo(STREAMS);
    assertThat(copied("rank:broadcasters", after)).isEqualTo(500);
    assertThat(copied("rank:viewers:category:music", after)).isEqualTo(601);
    assertThat(copied("rank:categories", after)).isZero();
    assertThat(copied("rank:viewers:category:games", after)).isZero();
    var later = renewed(after);
    assertThat(copied("rank:viewers", later)).isEqualTo(STREAMS);
    assertThat(copied("rank:broadcasters", later)).as("nobody asked again").isZero();
    assertThat(got(rankings.broadcasters(10, null)).next()).isNotNull();
    assertThat(copied("rank:broadcasters", later)).isEqualTo(500);
  }

  @Test
  void itsPagesAreReadOfAnotherNodeAndAreOfItsMoment() {
    var before = first();
    counts(100);
    var after = renewed(before);
    counts(200);
    var all = new ArrayList<>(after.items());
    var next = after.next();
    while (next != null) {
      var page = got(other.stores.rankings(NONE).streams(Sort.VIEWERS, null, 100, next));
      all.addAll(page.items());
      next = page.next();
    }
    assertThat(all).hasSize(STREAMS);
    assertThat(all).extracting(RankedStream::rank).startsWith(1, 2).endsWith(STREAMS);
    var expected = new HashMap<String, Long>();
    for (int i = 0; i < STREAMS; i++) {
      expected.put("s" + i, 100L + i % 7);
    }
    var told = new HashMap<String, Long>();
    all.forEach(each -> told.put(each.stream(), each.viewers()));
    assertThat(told).isEqualTo(expected);
    assertThat(all)
        .isSortedAccordingTo(
            (x, y) ->
                x.viewers() != y.viewers()
                    ? Long.compare(y.viewers(), x.viewers())
                    : x.stream().compareTo(y.stream()));
    assertThat(all).extracting(RankedStream::category).containsOnly("music", "games");
  }

  @Test
  void anOrderThatIsSeldomAskedForIsRenewedWithTheOther() {
    one.redis.zadd("rank:popular", 5, "s2");
    one.redis.zadd("rank:popular", 4, "s4");
    var music = new CategoryId("music");
    assertThat(got(rankings.streams(Sort.POPULAR, music, 1, null)).next()).isNotNull();
    var copies = "rank:snap:{rank:popular:category:music}:*";
    assertThat(one.redis.keys(copies)).hasSize(1);
    renewed(first());
    await().atMost(SOON).until(() -> one.redis.keys(copies).size() == 2);
  }

  @Test
  void whoEndsWhileItIsReadIsToldOfAsBefore() {
    var before = first();
    assertThat(got(rankings.categories(10, null)).items()).as("it is read whole").hasSize(2);
    one.redis.hdel("rank:about", "s0", "s2");
    one.redis.hset("rank:about", "s1", "chess b1");
    var after = renewed(before);
    assertThat(after.items()).isNotEmpty();
    assertThat(got(rankings.categories(10, null)).items())
        .extracting(RankedGroup::id, RankedGroup::streams)
        .containsExactlyInAnyOrder(tuple("music", 601), tuple("games", 599), tuple("chess", 1));
  }
}
