package headcount.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PushCostTest {
  private final PushCost cost = new PushCost();

  private void slices(int number, long nanosAFrame) {
    for (int i = 0; i < number; i++) {
      cost.took(512, 512 * nanosAFrame);
    }
  }

  @Test
  void untilSomethingWasMeasuredACostIsAssumed() {
    assertThat(cost.frameNanos()).isEqualTo(PushCost.ASSUMED_NANOS);
    assertThat(cost.seconds()).isZero();
  }

  @Test
  void followsWhatFramesTake() {
    slices(200, 6_000);
    assertThat(cost.frameNanos()).isCloseTo(6_000, within(10.0));
    slices(200, 20_000);
    assertThat(cost.frameNanos()).isCloseTo(20_000, within(10.0));
  }

  @Test
  void framesWeighWhatTheyAreNotTheSlicesThatTheyCameIn() {
    slices(200, 6_000);
    cost.took(1, 40_000);
    assertThat(cost.frameNanos()).isCloseTo(6_000, within(10.0));
  }

  @Test
  void aPauseOfTheProcessIsNoPrice() {
    slices(200, 6_000);
    cost.took(512, 3_000_000_000L);
    assertThat(cost.frameNanos()).isLessThan(20_000);
  }

  /** Few slices that take long are as dear as many that take a little longer. */
  @Test
  void unevenSlicesCostTheirMean() {
    for (int i = 0; i < 20_000; i++) {
      cost.took(4, i % 10 == 0 ? 4_000_000 : 40_000);
    }
    assertThat(cost.frameNanos()).isCloseTo(109_000, within(5_000.0));
  }

  @Test
  void timeWithoutAFrameIsSpentAllTheSame() {
    cost.took(0, 500_000_000);
    assertThat(cost.seconds()).isEqualTo(0.5);
    assertThat(cost.frameNanos()).isEqualTo(PushCost.ASSUMED_NANOS);
  }
}
