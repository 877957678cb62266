package headcount.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FloorTest {
  private final ViewerSet counted = new ViewerSet();
  private final Floor floor = new Floor();

  @Test
  void itStandsUntilAllHaveBeenHeard() {
    floor.stored(stored(5));
    add(3);

    assertThat(floor.viewers(counted)).isEqualTo(5);
    assertThat(floor.connections(counted)).isEqualTo(5);
  }

  @Test
  void thenItIsNoMoreThanWhoIsCountedAndHeld() {
    floor.stored(stored(9));
    add(3);
    floor.lower(counted, 2);

    assertThat(floor.viewers(counted)).isEqualTo(5);
    counted.remove(1);
    floor.lower(counted, 2);

    assertThat(floor.viewers(counted)).isEqualTo(4);
  }

  @Test
  void whoeverComesIsNotAddedToThoseWhoAreHeld() {
    floor.stored(stored(9));
    add(3);
    floor.lower(counted, 2);
    add(1);
    floor.lower(counted, 2);

    assertThat(floor.viewers(counted)).isEqualTo(5);
  }

  @Test
  void nobodysMemoryRaisesItAgain() {
    add(3);
    floor.lower(counted, 0);
    floor.raise(9, 9, 9, 0);
    floor.stored(stored(9));

    assertThat(floor.viewers(counted)).isEqualTo(3);
    assertThat(floor.anonymous(counted)).isZero();
  }

  private void add(int tabs) {
    for (int i = 0; i < tabs; i++) {
      long session = counted.connections() + 1L;
      counted.add(new Tab(new SessionId(session), new ViewerId(session), false, 0, 0), 0);
    }
  }

  private static Loaded stored(int viewers) {
    return new Loaded(1, 1, viewers, viewers, 0, Map.of());
  }
}
