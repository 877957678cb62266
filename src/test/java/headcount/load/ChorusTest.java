package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What several processes say is put together. */
class ChorusTest {
  private final Chorus chorus = new Chorus(2);

  @Test
  void momentIsWholeWhenAllHaveSpoken() {
    assertThat(chorus.take(0, pulse(0, 10, 3))).isEmpty();
    assertThat(chorus.take(0, pulse(1, 20, 4))).isEmpty();
    var first = chorus.take(1, pulse(0, 12, 5)).orElseThrow();
    assertThat(first.round).isEqualTo(0);
    assertThat(first.nanos).isEqualTo(12);
    assertThat(first.owed).containsExactly(8, 0);
    assertThat(first.held).containsExactly(9, 1);
    assertThat(first.totals.truth()).isEqualTo(new Figures(8, 8, 0));
    assertThat(first.totals.faults()).isEqualTo(2);
    assertThat(chorus.take(1, pulse(1, 21, 6)).orElseThrow().owed).containsExactly(10, 0);
  }

  @Test
  void whoSkippedAMomentSpeaksWithTheNext() {
    assertThat(chorus.take(0, pulse(0, 10, 3))).isEmpty();
    assertThat(chorus.take(0, pulse(1, 20, 4))).isEmpty();
    assertThat(chorus.take(1, pulse(2, 30, 5))).isEmpty();
    var whole = chorus.take(0, pulse(2, 31, 5)).orElseThrow();
    assertThat(whole.owed).containsExactly(10, 0);
    assertThat(whole.screens.least(0)).as("what screens showed meanwhile counts").isEqualTo(3);
    assertThat(whole.screens.most(0)).isEqualTo(5);
    assertThat(whole.screens.says(1)).isFalse();
  }

  @Test
  void numbersGoThroughTheirText() {
    var random = new Random(5);
    var numbers = random.longs(10_000).map(each -> each >> random.nextInt(64)).toArray();
    numbers[0] = Long.MIN_VALUE;
    numbers[1] = Long.MAX_VALUE;
    numbers[2] = 0;
    numbers[3] = -1;
    assertThat(Numbers.of(Numbers.text(numbers))).containsExactly(numbers);
    assertThat(Numbers.of(Numbers.text(new long[0]))).isEmpty();
    assertThat(Numbers.text(new long[1_000])).hasSizeLessThan(1_400);
    assertThatThrownBy(() -> Numbers.of("gA==")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void latenciesOfTwoAreOneHistogramAndSurviveTheirText() {
    var one = new Stopwatches();
    var other = new Stopwatches();
    for (var millis = 1; millis <= 100; millis++) {
      one.record(Stopwatches.Watch.JOIN, millis * 1_000_000L);
      other.record(Stopwatches.Watch.JOIN, (100 + millis) * 1_000_000L);
    }
    var sum = Stopwatches.of(one.texts()).plus(Stopwatches.of(other.texts()));
    var joins = sum.of(Stopwatches.Watch.JOIN);
    assertThat(joins.getTotalCount()).isEqualTo(200);
    assertThat(joins.getValueAtPercentile(50)).isBetween(99_900L, 100_200L);
    assertThat(joins.getMaxValue()).isBetween(199_900L, 200_200L);
    assertThat(sum.of(Stopwatches.Watch.CONNECT).getTotalCount()).isZero();
  }

  @Test
  void faultsOfTwoAreAddedByKind() {
    var one = new Faults();
    var other = new Faults();
    for (var number = 0; number < 10; number++) {
      one.note("closed", "one " + number);
      other.note("closed", "other " + number);
    }
    other.note("late", "by far");
    assertThat(Faults.together(one.all(), other.all()))
        .anySatisfy(
            fault -> {
              assertThat(fault.kind()).isEqualTo("closed");
              assertThat(fault.number()).isEqualTo(20);
              assertThat(fault.examples()).hasSize(3);
            })
        .anySatisfy(fault -> assertThat(fault.number()).isEqualTo(1))
        .hasSize(2);
  }

  private static Pulse pulse(long round, long nanos, int viewers) {
    var screens = new Reading(2);
    screens.say(0, viewers);
    var figures = new Figures(viewers, viewers, 0);
    var totals = new Pulse.Totals(figures, figures, Tally.Seen.NOTHING, 1);
    var owed = new int[] {viewers, 0};
    var held = nanos == 10 ? new int[] {viewers + 1, 1} : owed.clone();
    return new Pulse(round, nanos, owed, held, screens, totals);
  }
}
