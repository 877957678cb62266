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
  private final Standing standing =
      new Standing(
          new Snapshot("rank:viewers", "x", 1, STREAMS),
          IntStream.range(0, STREAMS).mapToObj(i -> new Place("stream-" + i, 5)).toList(),
          Map.of());

  private CompletionStage<Map<String, String>> atOnce(Titles.Kind kind, Collection<String> ids) {
    assertThat(kind).isEqualTo(Titles.Kind.STREAM);
    asked.add(ids);
    return CompletableFuture.completedFuture(Map.of());
  }

  @Test
  void sixteenStandingsAskForEveryStreamOnceAndForFewAtATime() {
    var warm = new WarmTitles(this::atOnce);
    for (int i = 0; i < WarmTitles.TURNS; i++) {
      var before = asked.stream().mapToInt(Collection::size).sum();
      warm.behind(standing);
      assertThat(asked.stream().mapToInt(Collection::size).sum() - before).isBetween(400, 900);
    }
    assertThat(asked).allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(200));
    assertThat(asked.stream().flatMap(Collection::stream).toList())
        .hasSize(STREAMS)
        .doesNotHaveDuplicates();
    warm.behind(standing);
    assertThat(asked.getLast()).as("the first ones again").isSubsetOf(firstTurn());
  }

  private List<String> firstTurn() {
    return IntStream.range(0, STREAMS)
        .mapToObj(i -> "stream-" + i)
        .filter(id -> Math.floorMod(id.hashCode(), WarmTitles.TURNS) == 0)
        .toList();
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
    warm.behind(standing);
    assertThat(asked).hasSize(1);
    open.getFirst().complete(Map.of());
    assertThat(asked).hasSize(2);
    open.getLast().completeExceptionally(new IllegalStateException("no reader"));
    assertThat(asked).as("whoever cannot answer is left alone").hasSize(2);
  }
}
