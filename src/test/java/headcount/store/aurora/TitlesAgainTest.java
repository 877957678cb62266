package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TitlesAgainTest {
  private final ConcurrentLinkedQueue<Set<Integer>> questions = new ConcurrentLinkedQueue<>();
  private final Map<Integer, String> known = new HashMap<>();

  @Test
  void allAreAskedForInFewQuestions() {
    IntStream.range(0, 50).forEach(i -> known.put(i, "new " + i));
    var again =
        new TitlesAgain<Integer>(
            keys -> {
              questions.add(Set.copyOf(keys));
              return CompletableFuture.completedFuture(known);
            });
    var answers = IntStream.range(0, 50).mapToObj(i -> again.of(i, "old")).toList();
    for (int i = 0; i < 50; i++) {
      assertThat(answers.get(i).join()).isEqualTo("new " + i);
    }
    assertThat(questions.stream().mapToInt(Set::size).sum()).isEqualTo(50);
    assertThat(questions).hasSizeLessThan(50);
    assertThat(again.of(7, "old").join()).as("asked for once more").isEqualTo("new 7");
    assertThat(questions).last().isEqualTo(Set.of(7));
  }

  @Test
  void withoutAnAnswerTheOldOneStandsAndWhatIsGoneHasNone() {
    var deaf =
        new TitlesAgain<Integer>(
            _ -> CompletableFuture.failedFuture(new IllegalStateException("no reader")));
    assertThat(deaf.of(1, "old").join()).isEqualTo("old");
    var empty = new TitlesAgain<Integer>(_ -> CompletableFuture.completedFuture(Map.of()));
    assertThat(List.of(empty.of(1, "old"), empty.of(2, "old")))
        .allSatisfy(answer -> assertThat(answer.join()).isNull());
  }
}
