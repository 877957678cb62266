package headcount.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TouchedSessionsTest {
  @Test
  void itHoldsWhatAMapHolds() {
    var seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TouchedSessionsTest -Dseed=" + seed);
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      var touched = new TouchedSessions(random.nextInt(40));
      var model = new LinkedHashMap<Long, Long>();
      var sessions = 1 + random.nextInt(3_000);
      for (int i = 0; i < 2_000; i++) {
        // neighbours, multiples and extremes: ids need not be random
        long session = random.nextInt(sessions) * (random.nextBoolean() ? 1L : Long.MIN_VALUE + 1);
        long viewer = random.nextInt(3);
        var before = model.put(session, viewer);
        assertThat(touched.put(session, viewer)).isEqualTo(before == null ? viewer : before);
        assertThat(touched.size()).isEqualTo(model.size());
      }
      var told = new LinkedHashMap<Long, Long>();
      touched.forEach(told::put);
      assertThat(told).containsExactlyEntriesOf(model);
    }
  }
}
