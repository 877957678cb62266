package headcount.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewerSetTest {
  private record Placed(Tab tab, int owner) {}

  @Test
  void viewerIsThereUntilTheLastTabWent() {
    ViewerSet set = new ViewerSet();
    assertThat(set.add(LittleCluster.tab(1, 10), 0)).isTrue();
    assertThat(set.add(LittleCluster.tab(2, 10), 1)).isTrue();
    assertThat(set.add(LittleCluster.tab(2, 10), 1)).isFalse();
    assertThat(set.remove(1)).isEqualTo(LittleCluster.tab(1, 10));
    assertThat(set.remove(1)).isNull();
    assertThat(set.distinctViewers()).isEqualTo(1);
    set.remove(2);
    assertThat(set.distinctViewers()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithANaiveModel(int seed) {
    Random random = new Random(seed);
    ViewerSet set = new ViewerSet();
    Map<Long, Placed> naive = new HashMap<>();
    int sessions = 1 + random.nextInt(3_000);
    for (int step = 0; step < 30_000; step++) {
      long session = 1L + random.nextInt(sessions);
      boolean growing = step / 5_000 % 2 == 0;
      if (random.nextInt(10) < (growing ? 7 : 2)) {
        Tab tab = LittleCluster.tab(session, random.nextInt(500) - 100L);
        int owner = random.nextInt(3);
        assertThat(set.add(tab, owner)).isEqualTo(!naive.containsKey(session));
        naive.putIfAbsent(session, new Placed(tab, owner));
      } else {
        Placed placed = naive.remove(session);
        assertThat(set.remove(session)).isEqualTo(placed == null ? null : placed.tab());
      }
      if (step % 4_999 == 0) {
        int owner = random.nextInt(3);
        assertThat(set.removeAll(owner)).containsExactlyInAnyOrderElementsOf(of(naive, owner));
        naive.values().removeIf(placed -> placed.owner() == owner);
      }
      if (step % 1_499 == 0) {
        set.reserve(random.nextInt(5_000));
      }
      if (step % 97 == 0) {
        assertSame(set, naive);
      }
    }
  }

  private static List<Tab> of(Map<Long, Placed> naive, int owner) {
    return naive.values().stream().filter(p -> p.owner() == owner).map(Placed::tab).toList();
  }

  private static void assertSame(ViewerSet set, Map<Long, Placed> naive) {
    Map<ViewerId, Boolean> viewers =
        naive.values().stream()
            .collect(
                Collectors.toMap(p -> p.tab().viewer(), p -> p.tab().anonymous(), (a, b) -> a));
    assertThat(set.connections()).isEqualTo(naive.size());
    assertThat(set.distinctViewers()).isEqualTo(viewers.size());
    assertThat(set.anonymousViewers())
        .isEqualTo((int) viewers.values().stream().filter(a -> a).count());
    Map<Long, Placed> seen = new HashMap<>();
    set.forEachTab((tab, owner) -> seen.put(tab.session().value(), new Placed(tab, owner)));
    assertThat(seen).isEqualTo(naive);
  }
}
