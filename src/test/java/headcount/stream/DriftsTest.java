package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.StoredSizes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftsTest {
  private static final int THRESHOLD = 2;

  private final Drifts drifts = new Drifts(THRESHOLD);

  /** One viewer a session; stored as counted. */
  private static Sight sight(int reported, int counted, long moves) {
    return sight(reported, counted, moves, true, stored(counted));
  }

  private static Optional<StoredSizes> stored(int all) {
    return Optional.of(new StoredSizes(all, all, all, all));
  }

  private static Sight sight(
      int reported, int counted, long moves, boolean exact, Optional<StoredSizes> stored) {
    return new Sight("s", reported, counted, counted, exact, moves, stored);
  }

  private static Sightings.Seen seen(Sight sight, String... silent) {
    return new Sightings.Seen(0, List.of(sight), 3 - silent.length, List.of(silent));
  }

  private List<Sight> check(Sight first, Sight second, String... silent) {
    return drifts.judge(seen(first, silent), seen(second, silent)).standing();
  }

  private List<Sight> check(Sight unmoved) {
    return check(unmoved, unmoved);
  }

  @Test
  void aDifferenceThatStandsForTwoChecksIsRepairedOnce() {
    var off = sight(10, 7, 50);
    assertThat(drifts.suspect(off)).isTrue();
    assertThat(drifts.judge(seen(off), seen(off))).isEqualTo(new Drifts.Verdict(3, List.of()));
    assertThat(drifts.judge(seen(off), seen(off))).isEqualTo(new Drifts.Verdict(3, List.of(off)));
    assertThat(check(off)).as("two more checks after a repair").isEmpty();
    assertThat(check(off)).containsExactly(off);
  }

  @Test
  void aDifferenceUpToTheThresholdIsLeftAlone() {
    var little = sight(10, 8, 50);
    assertThat(drifts.suspect(little)).isFalse();
    assertThat(check(little)).isEmpty();
    assertThat(check(little)).isEmpty();
  }

  @Test
  void anotherSideIsAnotherDifference() {
    assertThat(check(sight(10, 5, 50))).isEmpty();
    assertThat(check(sight(10, 15, 50))).isEmpty();
    assertThat(check(sight(10, 10, 50))).isEmpty();
    assertThat(check(sight(10, 15, 50))).isEmpty();
  }

  @Test
  void aCrowdThatComesForMinutesIsBehindWithoutDrift() {
    long moves = 0;
    int there = 0;
    for (int i = 0; i < 20; i++) {
      var first = sight(there, Math.max(0, there - 400), moves);
      there += 3_000;
      moves += 3_000;
      var verdict = drifts.judge(seen(first), seen(sight(there, there - 400, moves)));
      assertThat(verdict).isEqualTo(new Drifts.Verdict(0, List.of()));
      there += 27_000;
      moves += 27_000;
    }
  }

  @Test
  void whatIsLostInAMovingCrowdIsSeenBeyondItsMoves() {
    var first = sight(1_000, 400, 100);
    var second = sight(1_010, 410, 150);
    assertThat(drifts.judge(seen(first), seen(second)).drift()).isEqualTo(550);
    assertThat(check(first, second)).containsExactly(second);
  }

  @Test
  void countsThatHoldSomebodyOrLackANodeAreNotJudged() {
    var holding = sight(5, 9, 50, false, stored(9));
    assertThat(drifts.suspect(holding)).isFalse();
    assertThat(check(holding)).isEmpty();
    assertThat(check(holding)).isEmpty();
    var lacking = sight(5, 9, 50);
    assertThat(check(lacking, lacking, "silent")).isEmpty();
    assertThat(check(lacking, lacking, "silent")).isEmpty();
  }

  @Test
  void aCountThatBeganAnewBetweenTheLooksIsNotJudged() {
    for (int i = 0; i < 3; i++) {
      assertThat(check(sight(10, 2, 500), sight(10, 2, 4))).isEmpty();
    }
  }

  @Test
  void alteredSetsStandOutBesideTheirOwnFigures() {
    var altered = sight(9, 9, 50, true, Optional.of(new StoredSizes(9, 9, 4, 9)));
    assertThat(check(altered)).isEmpty();
    assertThat(check(altered)).containsExactly(altered);
  }

  @Test
  void aStoreThatForgotTheStreamIsOffByAllOfIt() {
    var wiped = sight(9, 9, 50, true, Optional.of(StoredSizes.NONE));
    assertThat(check(wiped)).isEmpty();
    assertThat(check(wiped)).containsExactly(wiped);
  }

  @Test
  void aStoreThatDoesNotAnswerIsNoDrift() {
    var unread = sight(9, 9, 50, true, Optional.empty());
    assertThat(drifts.suspect(unread)).isFalse();
    assertThat(check(unread)).isEmpty();
    assertThat(check(unread)).isEmpty();
  }
}
