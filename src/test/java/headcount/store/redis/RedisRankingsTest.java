package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import headcount.audience.Rankings;
import headcount.audience.Rankings.CursorExpired;
import headcount.audience.Rankings.RankedStream;
import headcount.audience.Rankings.Sort;
import headcount.presence.CategoryId;
import headcount.store.Titles;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisRankingsTest {
  private static final class Clock implements InstantSource {
    private Instant now = Instant.ofEpochMilli(1_800_000_000_000L);

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Clock clock = new Clock();
  private RedisFixture fixture;
  private Rankings rankings;

  @BeforeEach
  void connect() {
    fixture = fixture(clock);
    fixture.redis.flushall();
    rankings = fixture.stores.rankings(new SomeTitles());
  }

  RedisFixture fixture(InstantSource source) {
    return RedisFixture.single(source);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static final class SomeTitles implements Titles {
    @Override
    public CompletionStage<Map<String, String>> of(Kind kind, Collection<String> ids) {
      var out = new HashMap<String, String>();
      ids.forEach(id -> out.put(id, kind + " " + id));
      return CompletableFuture.completedFuture(out);
    }
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private void rank(String stream, int viewers, String category, String broadcaster) {
    fixture.redis.zadd("rank:viewers", viewers, stream);
    fixture.redis.zadd("rank:viewers:category:" + category, viewers, stream);
    fixture.redis.hset("rank:about", stream, category + " " + broadcaster);
  }

  private List<RankedStream> pages(int limit, @Nullable Runnable between) {
    var out = new ArrayList<RankedStream>();
    String cursor = null;
    do {
      var page = got(rankings.streams(Sort.VIEWERS, null, limit, cursor));
      out.addAll(page.items());
      cursor = page.next();
      if (between != null) {
        between.run();
      }
    } while (cursor != null);
    return out;
  }

  @Test
  void equalCountsComeById() {
    rank("b", 5, "music", "x");
    rank("a", 5, "music", "x");
    rank("A", 5, "games", "y");
    rank("c", 9, "games", "y");
    assertThat(got(rankings.streams(Sort.VIEWERS, null, 100, null)).items())
        .containsExactly(
            new RankedStream(1, "c", "STREAM c", "games", "y", 9),
            new RankedStream(2, "A", "STREAM A", "games", "y", 5),
            new RankedStream(3, "a", "STREAM a", "music", "x", 5),
            new RankedStream(4, "b", "STREAM b", "music", "x", 5));
    assertThat(got(rankings.streams(Sort.VIEWERS, new CategoryId("music"), 100, null)).items())
        .extracting(RankedStream::stream)
        .containsExactly("a", "b");
  }

  @Test
  void pagesNeitherRepeatNorSkipWhileCountsMove() {
    var random = new Random(42);
    for (int i = 0; i < 337; i++) {
      rank("s" + i, 1 + i % 10, "music", "x");
    }
    var all =
        pages(
            10,
            () -> {
              for (int i = 0; i < 20; i++) {
                rank("s" + random.nextInt(337), 1 + random.nextInt(1000), "music", "x");
              }
              fixture.redis.zrem("rank:viewers", "s" + random.nextInt(337));
            });
    assertThat(all).hasSize(337).extracting(RankedStream::stream).doesNotHaveDuplicates();
    assertThat(all).extracting(RankedStream::rank).startsWith(1, 2, 3).endsWith(336, 337);
    assertThat(all)
        .isSortedAccordingTo(
            (x, y) ->
                x.viewers() != y.viewers()
                    ? Long.compare(y.viewers(), x.viewers())
                    : x.stream().compareTo(y.stream()));
  }

  @Test
  void aSnapshotServesForSecondsAndThenANewOneIsMade() {
    rank("a", 5, "music", "x");
    var first = got(rankings.streams(Sort.VIEWERS, null, 10, null));
    rank("b", 6, "music", "x");
    clock.now = clock.now.plusSeconds(1);
    var same = got(rankings.streams(Sort.VIEWERS, null, 10, null));
    assertThat(first.hit()).isFalse();
    assertThat(same.hit()).isTrue();
    assertThat(same.snapshot()).isEqualTo(first.snapshot());
    assertThat(same.items()).isEqualTo(first.items());
    clock.now = clock.now.plusSeconds(4);
    var newer = got(rankings.streams(Sort.VIEWERS, null, 10, null));
    assertThat(newer.hit()).isFalse();
    assertThat(newer.snapshot()).isNotEqualTo(first.snapshot());
    assertThat(newer.items()).hasSize(2);
    assertThat(newer.asOfMillis()).isEqualTo(clock.millis());
  }

  @Test
  void whoAsksInItsLastQuarterGetsTheSnapshotAndHasItRenewed() {
    rank("a", 5, "music", "x");
    var first = got(rankings.categories(10, null));
    rank("b", 6, "music", "x");
    clock.now = clock.now.plusMillis(3_500);
    await()
        .untilAsserted(
            () -> {
              var renewed = got(rankings.categories(10, null));
              assertThat(renewed.hit()).isTrue();
              assertThat(renewed.snapshot()).isNotEqualTo(first.snapshot());
              assertThat(renewed.asOfMillis()).isEqualTo(clock.millis());
              assertThat(renewed.items())
                  .containsExactly(new Rankings.RankedGroup(1, "music", "CATEGORY music", 11, 2));
            });
    clock.now = clock.now.plusMillis(3_900);
    assertThat(got(rankings.streams(Sort.VIEWERS, null, 10, null)).hit()).isTrue();
  }

  @Test
  void allRankingsOfViewersAreOfOneMoment() {
    rank("a", 5, "music", "x");
    rank("b", 6, "music", "y");
    var all = got(rankings.streams(Sort.VIEWERS, null, 10, null));
    rank("b", 60, "music", "y");
    rank("c", 7, "music", "z");
    var music = got(rankings.streams(Sort.VIEWERS, new CategoryId("music"), 1, null));
    assertThat(music.items()).isEqualTo(all.items().subList(0, 1));
    assertThat(music.snapshot()).isEqualTo(all.snapshot());
    var next = got(rankings.streams(Sort.VIEWERS, new CategoryId("music"), 1, music.next()));
    assertThat(next.items()).isEqualTo(all.items().subList(1, 2));
    assertThat(next.next()).isNull();
    assertThat(got(rankings.broadcasters(10, null)).items())
        .extracting(Rankings.RankedGroup::id)
        .containsExactly("y", "x");
  }

  @Test
  void aCategoryWithoutStreamsIsAnEmptyPage() {
    rank("a", 5, "music", "x");
    var page = got(rankings.streams(Sort.VIEWERS, new CategoryId("chess"), 10, null));
    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isNull();
  }

  @Test
  void aCursorLivesAMinute() {
    rank("a", 5, "music", "x");
    rank("b", 6, "music", "x");
    var first = got(rankings.streams(Sort.VIEWERS, null, 1, null));
    clock.now = clock.now.plusSeconds(59);
    assertThat(got(rankings.streams(Sort.VIEWERS, null, 1, first.next())).items())
        .extracting(RankedStream::stream)
        .containsExactly("a");
    clock.now = clock.now.plusSeconds(2);
    assertExpired(Sort.VIEWERS, null, first.next());
  }

  @Test
  void aCursorThatNeverWasOneHasExpired() {
    rank("a", 5, "music", "x");
    rank("b", 6, "music", "x");
    var cursor = got(rankings.streams(Sort.VIEWERS, null, 1, null)).next();
    assertExpired(Sort.VIEWERS, null, "nonsense");
    assertExpired(Sort.VIEWERS, null, "");
    assertExpired(Sort.POPULAR, null, cursor);
    assertExpired(Sort.VIEWERS, new CategoryId("music"), cursor);
    fixture.redis.flushall();
    assertExpired(Sort.VIEWERS, null, cursor);
  }

  private void assertExpired(Sort sort, @Nullable CategoryId category, @Nullable String cursor) {
    assertThatThrownBy(() -> got(rankings.streams(sort, category, 1, cursor)))
        .hasCauseInstanceOf(CursorExpired.class);
  }

  @Test
  void groupsAreSumsOverStreams() {
    rank("a", 5, "music", "x");
    rank("b", 6, "music", "y");
    rank("c", 11, "games", "x");
    rank("d", 1, "chess", "z");
    assertThat(got(rankings.categories(2, null)).items())
        .containsExactly(
            new Rankings.RankedGroup(1, "games", "CATEGORY games", 11, 1),
            new Rankings.RankedGroup(2, "music", "CATEGORY music", 11, 2));
    var page = got(rankings.categories(2, null));
    assertThat(got(rankings.categories(2, page.next())).items())
        .containsExactly(new Rankings.RankedGroup(3, "chess", "CATEGORY chess", 1, 1));
    assertThat(got(rankings.broadcasters(10, null)).items())
        .extracting(Rankings.RankedGroup::id, Rankings.RankedGroup::viewers)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("x", 16L),
            org.assertj.core.groups.Tuple.tuple("y", 6L),
            org.assertj.core.groups.Tuple.tuple("z", 1L));
  }

  @Test
  void nobodyWatchingIsAnEmptyPage() {
    var page = got(rankings.streams(Sort.VIEWERS, null, 10, null));
    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isNull();
    assertThat(got(rankings.categories(10, null)).items()).isEmpty();
  }

  @Test
  void idsStandForTitlesThatNobodyTellsInTime() {
    rank("s1", 3, "games", "ann");
    var silent = fixture.stores.rankings((_, _) -> new CompletableFuture<>());
    var page = got(silent.streams(Sort.VIEWERS, null, 10, null));
    assertThat(page.items())
        .singleElement()
        .satisfies(first -> assertThat(first.title()).isEqualTo("s1"));
  }
}
