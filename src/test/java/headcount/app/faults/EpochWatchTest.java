package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.app.faults.EpochWatch.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochWatchTest {
  @Test
  void aHigherEpochMayBeginWithALowerVersion() {
    var stamps = List.of(new Stamp(5, 90), new Stamp(5, 90), new Stamp(6, 1), new Stamp(6, 2));
    assertThat(EpochWatch.falls(stamps)).isEmpty();
  }

  @Test
  void aZombiesCheckpointWouldBeSeen() {
    var zombie = new Stamp(5, 91);
    var older = new Stamp(6, 3);
    var stamps = List.of(new Stamp(6, 1), zombie, new Stamp(6, 4), older);
    assertThat(EpochWatch.falls(stamps)).containsExactly(zombie, older);
  }
}
