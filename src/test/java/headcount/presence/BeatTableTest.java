package headcount.presence;

import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BeatTableTest {
  private final UUID self = new UUID(1, 0);
  private final UUID other = new UUID(1, 1);
  private final UUID third = new UUID(1, 2);
  private final UUID fourth = new UUID(1, 3);
  private final BeatTable table = new BeatTable(self, TestPaces.settings(), 0);

  private void run(int fromSecond, int toSecond) {
    for (int second = fromSecond; second <= toSecond; second++) {
      table.tick(second * SECOND);
    }
  }

  @Test
  void nodeItselfIsAlwaysHeardAndAStrangerCountsFromTheStart() {
    assertThat(table.lastBeat(self, 9 * SECOND)).isEqualTo(9 * SECOND);
    assertThat(table.known(self)).isTrue();
    assertThat(table.lastBeat(other, SECOND)).isZero();
    assertThat(table.known(other)).isFalse();
  }

  @Test
  void pauseOfThisNodeMakesNobodyOlder() {
    run(1, 5);
    table.beat(other, 5 * SECOND);
    long resumed = 65 * SECOND;
    assertThat(resumed - table.lastBeat(other, resumed)).as("before the tick").isEqualTo(SECOND);
    table.tick(resumed);
    assertThat(resumed - table.lastBeat(other, resumed)).as("after it").isEqualTo(SECOND);
  }

  @Test
  void silenceOfOneNodeShows() {
    table.members(Set.of(self, other, third, fourth));
    for (int second = 1; second <= 20; second++) {
      table.beat(third, second * SECOND);
      table.beat(fourth, second * SECOND);
      table.tick(second * SECOND);
    }
    assertThat(table.lastBeat(other, 20 * SECOND)).isZero();
  }

  @Test
  void nodeThatIsCutOffAgesNobody() {
    table.members(Set.of(self, other, third, fourth));
    table.beat(other, 0);
    table.beat(third, 0);
    table.beat(fourth, 0);
    run(1, 30);
    long now = 30 * SECOND;
    assertThat(now - table.lastBeat(other, now)).isLessThan(6 * SECOND);
  }
}
