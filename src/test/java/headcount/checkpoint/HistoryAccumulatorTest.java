package headcount.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.checkpoint.HistoryAccumulator.Sample;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryAccumulatorTest {
  private static final StreamId STREAM = new StreamId("s1");
  private static final BroadcastRef MUSIC =
      new BroadcastRef(1000, new BroadcasterId("b1"), new CategoryId("music"));
  private static final BroadcastRef GAMES =
      new BroadcastRef(1000, new BroadcasterId("b1"), new CategoryId("games"));
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final long T = 1_700_000_000_000L; // a border of ten seconds

  private final HistoryAccumulator history = new HistoryAccumulator(STEP);

  private static Sample exact(int viewers, long joins, long leaves) {
    return new Sample(viewers, viewers / 2, Quality.EXACT, true, joins, leaves);
  }

  private static Sample sample(int viewers, Quality quality) {
    return new Sample(viewers, 0, quality, true, 0, 0);
  }

  private List<HistoryStep> at(long wall, Sample sample) {
    return history.advance(STREAM, MUSIC, 7, wall, sample);
  }

  @Test
  void aSampleStandsUntilTheNextOne() {
    at(T, exact(4, 4, 0));
    at(T + 3000, exact(10, 10, 0));
    at(T + 5000, exact(2, 10, 8));
    var steps = at(T + 10_000, exact(2, 10, 8));
    assertThat(steps)
        .containsExactly(
            new HistoryStep(
                STREAM, MUSIC, 7, T, 12 + 20 + 10, 6 + 10 + 5, 10, 2, 10, 8, 10, 10, 0));
  }

  @Test
  void aSampleIsCutAtEachBorder() {
    at(T + 4000, exact(6, 6, 0));
    var steps = at(T + 25_000, exact(0, 6, 6));
    assertThat(steps).extracting(HistoryStep::atMillis).containsExactly(T, T + 10_000);
    assertThat(steps).extracting(HistoryStep::viewerSeconds).containsExactly(36L, 60L);
    assertThat(steps).extracting(HistoryStep::liveSeconds).containsExactly(6, 10);
    assertThat(steps).extracting(HistoryStep::low).containsExactly(6, 6);
    assertThat(steps).extracting(HistoryStep::leaves).containsExactly(0, 0);
    assertThat(at(T + 30_000, exact(0, 6, 6)))
        .extracting(HistoryStep::leaves, HistoryStep::viewerSeconds, HistoryStep::low)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(6, 30L, 0));
  }

  @Test
  void recoveringCountsInTheAverageOnly() {
    at(T, sample(5, Quality.EXACT));
    at(T + 2000, sample(100, Quality.RECOVERING));
    at(T + 4000, sample(1, Quality.RECOVERING));
    at(T + 6000, sample(8, Quality.EXACT));
    var step = at(T + 10_000, sample(8, Quality.EXACT)).getFirst();
    assertThat(step.viewerSeconds()).isEqualTo(10 + 200 + 2 + 32);
    assertThat(step.peak()).isEqualTo(8);
    assertThat(step.low()).isEqualTo(5);
    assertThat(step.observedSeconds()).isEqualTo(10);
    assertThat(step.recoveringSeconds()).isEqualTo(4);
  }

  @Test
  void aStepWithoutAnExactInstantIsAllRecovering() {
    at(T, sample(5, Quality.RECOVERING));
    var step = at(T + 10_000, sample(5, Quality.RECOVERING)).getFirst();
    assertThat(step.observedSeconds()).isEqualTo(10).isEqualTo(step.recoveringSeconds());
  }

  @Test
  void oneExactInstantLeavesASecondThatIsNotRecovering() {
    at(T, sample(5, Quality.RECOVERING));
    at(T + 9900, sample(6, Quality.EXACT));
    var step = at(T + 10_000, sample(6, Quality.EXACT)).getFirst();
    assertThat(step.peak()).isEqualTo(6);
    assertThat(step.observedSeconds() - step.recoveringSeconds()).isEqualTo(1);
  }

  @Test
  void staleIsAGap() {
    at(T, sample(5, Quality.EXACT));
    at(T + 2000, sample(5, Quality.STALE));
    var step = at(T + 10_000, sample(5, Quality.STALE)).getFirst();
    assertThat(step.viewerSeconds()).isEqualTo(10);
    assertThat(step.liveSeconds()).isEqualTo(10);
    assertThat(step.observedSeconds()).isEqualTo(2);
  }

  @Test
  void anEntityThatMovesLosesNoHalfStep() {
    at(T, exact(4, 4, 0));
    at(T + 3000, exact(6, 6, 0));
    var text = history.text();
    var moved = HistoryAccumulator.resumed(text, STEP);
    moved.advance(STREAM, MUSIC, 8, T + 5000, exact(6, 1, 0)); // its totals begin anew
    var steps = moved.advance(STREAM, MUSIC, 8, T + 10_000, exact(6, 1, 2));
    assertThat(steps).hasSize(1);
    var step = steps.getFirst();
    assertThat(step.viewerSeconds()).isEqualTo(12 + 12 + 30);
    assertThat(step.joins()).isEqualTo(7);
    assertThat(step.recoveringSeconds()).isEqualTo(2);
    assertThat(step.observedSeconds()).isEqualTo(10);
    assertThat(step.peak()).isEqualTo(6);
    assertThat(step.low()).isEqualTo(4);
    assertThat(step.epoch()).isEqualTo(8);
  }

  @Test
  void aLongPauseStandsForAMinuteAndIsThenAGap() {
    at(T, exact(4, 4, 0));
    var moved = HistoryAccumulator.resumed(history.text(), STEP);
    var steps = moved.advance(STREAM, MUSIC, 8, T + 90_000, exact(4, 0, 0));
    assertThat(steps).hasSize(9);
    assertThat(steps.stream().mapToInt(HistoryStep::observedSeconds).sum()).isEqualTo(60);
    assertThat(steps.stream().mapToInt(HistoryStep::liveSeconds).sum()).isEqualTo(90);
  }

  @Test
  void theTextIsTheWholeState() {
    at(T + 1234, exact(40, 41, 1));
    at(T + 2345, sample(17, Quality.RECOVERING));
    var text = history.text();
    assertThat(text).hasSizeLessThan(400);
    assertThat(HistoryAccumulator.resumed(text, STEP).text()).isEqualTo(text);
    assertThat(HistoryAccumulator.resumed("", STEP).text()).isEmpty();
    assertThat(HistoryAccumulator.resumed("1 what 2", STEP).text()).isEmpty();
    assertThat(HistoryAccumulator.resumed(text.substring(0, 30), STEP).text()).isEmpty();
  }

  @Test
  void aStepBelongsToTheCategoryAtItsStart() {
    at(T, exact(4, 4, 0));
    history.advance(STREAM, GAMES, 7, T + 5000, exact(4, 4, 0));
    var steps = history.advance(STREAM, GAMES, 7, T + 20_000, exact(4, 4, 0));
    assertThat(steps).extracting(HistoryStep::broadcast).containsExactly(MUSIC, GAMES);
  }

  @Test
  void theEndOfABroadcastHandsOutTheCutStep() {
    at(T, exact(4, 4, 0));
    var steps = history.finish(STREAM, 7, T + 5000);
    assertThat(steps).hasSize(1);
    assertThat(steps.getFirst().viewerSeconds()).isEqualTo(20);
    assertThat(steps.getFirst().liveSeconds()).isEqualTo(5);
    assertThat(history.holdsUnwritten()).isFalse();
    assertThat(history.finish(STREAM, 7, T + 30_000)).isEmpty();
  }

  @Test
  void anotherBroadcastBeginsAnotherStep() {
    at(T, exact(4, 4, 0));
    var other = new BroadcastRef(2000, new BroadcasterId("b2"), new CategoryId("games"));
    var ended = history.advance(STREAM, other, 7, T + 5000, exact(4, 4, 0));
    var steps = history.advance(STREAM, other, 7, T + 10_000, exact(4, 4, 0));
    assertThat(ended).extracting(HistoryStep::broadcast).containsExactly(MUSIC);
    assertThat(steps).extracting(HistoryStep::broadcast).containsExactly(other);
    assertThat(steps.getFirst().liveSeconds()).isEqualTo(5);
    assertThat(steps.getFirst().joins()).isZero();
  }

  @Test
  void aClockThatStepsBackCountsNothingTwice() {
    at(T, exact(4, 4, 0));
    at(T + 5000, exact(4, 4, 0));
    at(T + 2000, exact(4, 4, 0));
    var step = at(T + 10_000, exact(4, 4, 0)).getFirst();
    assertThat(step.viewerSeconds()).isEqualTo(40);
  }

  @Test
  void theThirtyMinuteMeanForgetsWhatIsOlder() {
    var minute = 60_000L;
    at(T, sample(100, Quality.EXACT));
    at(T + 10 * minute, sample(10, Quality.EXACT));
    at(T + 20 * minute, sample(10, Quality.EXACT));
    assertThat(history.recentMean(T + 20 * minute)).isEqualTo(55);
    at(T + 35 * minute, sample(10, Quality.EXACT));
    assertThat(history.recentMean(T + 35 * minute)).isEqualTo((5 * 100 + 25 * 10) / 30);
    at(T + 45 * minute, sample(10, Quality.EXACT));
    assertThat(history.recentMean(T + 45 * minute)).isEqualTo(10);
    assertThat(HistoryAccumulator.meanOf(history.text(), T + 45 * minute)).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sumsAreThoseOfANaiveCount(long seed) {
    var random = new Random(seed);
    var viewersAt = new int[120_000]; // one a millisecond, two minutes
    var accumulator = new HistoryAccumulator(STEP);
    var steps = new ArrayList<HistoryStep>();
    var viewers = 0;
    for (int now = 0; now < viewersAt.length; ) {
      viewers = random.nextInt(50);
      steps.addAll(accumulator.advance(STREAM, MUSIC, 1, T + now, exact(viewers, 0, 0)));
      if (random.nextInt(10) == 0) {
        accumulator = HistoryAccumulator.resumed(accumulator.text(), STEP);
        steps.addAll(accumulator.advance(STREAM, MUSIC, 1, T + now, exact(viewers, 0, 0)));
      }
      var until = Math.min(viewersAt.length, now + 1 + random.nextInt(3000));
      java.util.Arrays.fill(viewersAt, now, until, viewers);
      now = until;
    }
    steps.addAll(accumulator.advance(STREAM, MUSIC, 1, T + viewersAt.length, exact(viewers, 0, 0)));
    assertThat(steps).as("seed %d", seed).hasSize(12);
    for (int i = 0; i < steps.size(); i++) {
      var part = java.util.Arrays.copyOfRange(viewersAt, i * 10_000, (i + 1) * 10_000);
      var sum = java.util.Arrays.stream(part).asLongStream().sum();
      var step = steps.get(i);
      assertThat(step.viewerSeconds()).as("seed %d", seed).isEqualTo(Math.round(sum / 1000.0));
      assertThat(step.peak()).isEqualTo(java.util.Arrays.stream(part).max().orElseThrow());
      assertThat(step.low()).isEqualTo(java.util.Arrays.stream(part).min().orElseThrow());
    }
  }
}
