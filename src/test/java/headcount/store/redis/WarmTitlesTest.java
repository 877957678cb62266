package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.store.Titles;
import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.RankSnapshots.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmTitlesTest {
  private static final int STREAMS = 10_000;

  private final List<Collection<String>> asked = new ArrayList<>();
  private final List<CompletableFuture<Map<String, String>>> open = new ArrayList<>();
  private final Standing standing = standing(STREAMS);

  private static Standing standing(int streams) {
    return standing(streams, 1);
  }

  private static Standing standing(int streams, long asOf) {
    return new Standing(
        new Snapshot("rank:viewers", "x", asOf, streams),
        IntStream.range(0, streams).mapToObj(i -> new Place("stream-" + i, 5)).toList(),
        Map.of());
  }

  private CompletionStage<Map<String, String>> atOnce(Titles.Kind kind, Collection<String> ids) {
    assertThat(kind).isEqualTo(Titles.Kind.STREAM);
    asked.add(ids);
    return CompletableFuture.completedFuture(Map.of());
  }

  private List<String> behind(WarmTitles warm, Standing standing) {
    asked.clear();
    warm.behind(standing);
    assertThat(asked).allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(200));
    return asked.stream().flatMap(Collection::stream).toList();
  }

  @Test
  void allAreAskedForAtFirstAndThenEachOnceInARound() {
    var warm = new WarmTitles(this::atOnce);
    assertThat(behind(warm, standing)).hasSize(STREAMS).doesNotHaveDuplicates();
    var round = new ArrayList<List<String>>();
    for (int i = 0; i < WarmTitles.TURNS; i++) {
      round.add(behind(warm, standing));
      assertThat(round.getLast()).hasSizeBetween(60, 280);
    }
    assertThat(round.stream().flatMap(List::stream)).hasSize(STREAMS).doesNotHaveDuplicates();
    assertThat(behind(warm, standing)).containsExactlyInAnyOrderElementsOf(round.getFirst());
  }

  @Test
  void afterAPauseAllAreAskedForAgain() {
    var warm = new WarmTitles(this::atOnce);
    behind(warm, standing);
    assertThat(behind(warm, standing(STREAMS, 60_001))).hasSizeLessThan(280);
    assertThat(behind(warm, standing(STREAMS, 120_002))).hasSize(STREAMS);
  }

  @Test
  void whoWasNotAnsweredIsAskedForAgain() {
    var warm =
        new WarmTitles(
            (_, ids) -> {
              asked.add(ids);
              return CompletableFuture.failedFuture(new IllegalStateException("no reader"));
            });
    assertThat(behind(warm, standing(300))).as("the first ones, in vain").hasSize(200);
    assertThat(behind(warm, standing(300))).hasSize(200);
  }

  @Test
  void whoeverWasNotInTheStandingBeforeIsAskedForAtOnce() {
    var warm = new WarmTitles(this::atOnce);
    behind(warm, standing(100));
    assertThat(behind(warm, standing(103))).contains("stream-100", "stream-101", "stream-102");
    behind(warm, standing(102));
    assertThat(behind(warm, standing(103))).as("gone and back").contains("stream-102");
  }

  @Test
  void theNextOnesAreAskedForWhenTheFirstWereAnswered() {
    var warm =
        new WarmTitles(
            (_, ids) -> {
              asked.add(ids);
              open.add(new CompletableFuture<>());
              return open.getLast();
            });
    warm.behind(standing(201));
    assertThat(asked).hasSize(1);
    open.getFirst().complete(Map.of());
    assertThat(asked).hasSize(2);
    open.getLast().completeExceptionally(new IllegalStateException("no reader"));
    assertThat(asked).as("whoever cannot answer is left alone").hasSize(2);
  }
}
