package headcount.presence;

import static headcount.presence.LittleCluster.node;
import static headcount.presence.LittleCluster.tab;
import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A snapshot that comes in many chunks: what is asked for, when, and what comes of it. */
final class SnapshotPullTest {
  private static final int WINDOW = SnapshotPull.WINDOW;
  private static final long NONCE = 7;
  private static final long FRESH = 8;

  private final SnapshotPull pull = new SnapshotPull(NONCE);

  private List<Integer> ask(long now) {
    return pull.ask(now, SECOND, FRESH);
  }

  private static List<Integer> range(int from, int until) {
    return IntStream.range(from, until).boxed().toList();
  }

  private boolean take(long seq, int index, int chunks) {
    return pull.take(chunk(NONCE, seq, index, chunks), false);
  }

  private static ToEntity.SnapshotChunk chunk(long nonce, long seq, int index, int chunks) {
    List<Tab> tabs = List.of(tab(index + 1, index + 1));
    return new ToEntity.SnapshotChunk(
        new Source(node(1), 0), 1, nonce, seq, index, chunks, tabs, 3, 0);
  }

  private void begin(int chunks) {
    assertThat(ask(0)).containsExactly(0);
    assertThat(take(5, 0, chunks)).isTrue();
    assertThat(ask(0)).isEqualTo(range(1, 1 + WINDOW));
  }

  @Test
  void firstChunkIsAskedForAloneAndEachThatComesLetsAnotherOneGo() {
    begin(100);
    assertThat(take(5, 4, 100)).isTrue();
    assertThat(ask(1)).containsExactly(1 + WINDOW);
    assertThat(ask(2)).as("all are on their way").isEmpty();
  }

  @Test
  void chunkThatComesTwiceAsksForNothing() {
    begin(100);
    assertThat(take(5, 1, 100)).isTrue();
    assertThat(ask(1)).hasSize(1);
    assertThat(take(5, 1, 100)).isTrue();
    assertThat(ask(2)).isEmpty();
  }

  @Test
  void onlyWhatDidNotComeIsAskedForAgain() {
    begin(1 + WINDOW);
    range(1, 1 + WINDOW).stream().filter(i -> i != 3).forEach(i -> take(5, i, 1 + WINDOW));
    assertThat(ask(SECOND - 1)).isEmpty();
    assertThat(ask(SECOND)).containsExactly(3);
    assertThat(ask(SECOND + 1)).isEmpty();
    assertThat(take(5, 3, 1 + WINDOW)).isTrue();
    assertThat(pull.complete()).isTrue();
    assertThat(pull.tabs()).hasSize(1 + WINDOW);
  }

  @Test
  void beginsAnewWhenNothingComesForLong() {
    begin(100);
    long now = 0;
    while (pull.nonce() == NONCE) {
      now += SECOND;
      assertThat(now).isLessThan(20 * SECOND);
      assertThat(ask(now)).isNotEmpty();
    }
    assertThat(pull.nonce()).isEqualTo(FRESH);
    assertThat(take(5, 1, 100)).as("of before").isFalse();
    assertThat(pull.take(chunk(FRESH, 4, 0, 2), false)).isTrue();
    assertThat(ask(now)).containsExactly(1);
  }

  @Test
  void snapshotThatBecameShorterIsComplete() {
    begin(100);
    assertThat(take(6, 1, 2)).isTrue();
    assertThat(pull.complete()).isFalse();
    assertThat(take(7, 0, 1)).isTrue();
    assertThat(pull.complete()).isTrue();
    assertThat(pull.tabs()).containsExactly(tab(1, 1));
  }

  @Test
  void whatIsLostDoubledAndOutOfOrderBecomesWholeWithinTheWindow() {
    for (long seed = 0; seed < 200; seed++) {
      assertWhole(new Random(seed), "seed " + seed);
    }
  }

  private static void assertWhole(Random random, String seed) {
    int chunks = 1 + random.nextInt(60);
    SnapshotPull pull = new SnapshotPull(NONCE);
    Deque<Integer> network = new ArrayDeque<>();
    Set<Integer> open = new HashSet<>();
    long now = 0;
    int asked = 0;
    while (!pull.complete()) {
      for (int index : pull.ask(now, SECOND, FRESH)) {
        asked++;
        open.add(index);
        IntStream.range(0, random.nextInt(10) == 0 ? random.nextInt(3) : 1)
            .forEach(_ -> network.add(index));
      }
      assertThat(open).as(seed).hasSizeLessThanOrEqualTo(WINDOW);
      if (network.isEmpty()) {
        now += SECOND;
        continue;
      }
      List<Integer> shuffled = new ArrayList<>(network);
      Collections.shuffle(shuffled, random);
      network.clear();
      network.addAll(shuffled);
      int next = network.remove();
      open.remove(next);
      assertThat(pull.take(chunk(NONCE, 5, next, chunks), false)).as(seed).isTrue();
    }
    assertThat(pull.tabs()).as(seed).hasSize(chunks);
    assertThat(asked).as(seed).isLessThanOrEqualTo(2 * chunks + 20);
  }
}
