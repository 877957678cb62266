package headcount.presence;

import static headcount.presence.TestPaces.MILLI;
import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many streams of one node under one budget; a tick of 50 ms, as a relay worker's. */
final class PushBudgetTest {
  private static final long TICK = 50 * MILLI;
  private static final PushPacer.Pace PACE =
      new PushPacer.Pace(1_000, 270 * MILLI, 10_000, SECOND, 10 * SECOND);

  private final AtomicLong frameNanos = new AtomicLong(10_000);

  private static final class Audience {
    final int tabs;
    final PushPacer pacer;
    final List<Long> pushes = new ArrayList<>();
    int last;

    Audience(int tabs, PushBudget budget) {
      this.tabs = tabs;
      this.pacer = new PushPacer(PACE, budget);
    }

    void changes(int figure, long now) {
      note(pacer.offer(count(figure), tabs, now), now);
    }

    void tick(long now) {
      note(pacer.due(tabs, now), now);
    }

    private void note(@Nullable Headcount pushed, long now) {
      if (pushed != null) {
        pushes.add(now);
        last = pushed.viewers();
      }
    }

    List<Long> intervals() {
      var between = new ArrayList<Long>();
      for (int i = 1; i < pushes.size(); i++) {
        between.add(pushes.get(i) - pushes.get(i - 1));
      }
      return between;
    }
  }

  private static Headcount count(int figure) {
    return new Headcount(1, figure, figure, figure, 0, figure, Quality.EXACT);
  }

  private PushBudget budget(double share) {
    return new PushBudget(share, 10 * SECOND, frameNanos::get);
  }

  private static List<Audience> audiences(int number, int tabs, PushBudget budget) {
    var all = new ArrayList<Audience>();
    for (int i = 0; i < number; i++) {
      all.add(new Audience(tabs, budget));
    }
    return all;
  }

  /** Every audience changes at every tick, from a second on for as long as said. */
  private static void bustle(List<Audience> all, long nanos) {
    int figure = 1;
    for (long now = SECOND; now < SECOND + nanos; now += TICK) {
      for (Audience each : all) {
        each.changes(figure, now);
        each.tick(now);
      }
      figure++;
    }
  }

  @Test
  void withinTheShareTheAudienceAlonePacesThem() {
    var budget = budget(0.5);
    var all = audiences(10, 100, budget);
    bustle(all, 20 * SECOND);
    assertThat(all).allSatisfy(it -> assertThat(it.intervals()).containsOnly(300 * MILLI));
    assertThat(budget.stretched()).isZero();
  }

  @Test
  void aboveTheShareAllIntervalsGrowAlike() {
    var budget = budget(0.1);
    // a round of all costs 200 ms of the loops, that is 2 s of their share
    var all = audiences(200, 100, budget);
    bustle(all, 30 * SECOND);
    assertThat(all)
        .allSatisfy(
            it ->
                assertThat(it.intervals().stream().skip(2))
                    .allMatch(between -> between >= 1_900 * MILLI && between <= 2_100 * MILLI));
    assertThat(budget.stretched()).isPositive();
    assertThat(budget.aheadNanos(31 * SECOND)).isBetween(SECOND, 2_100 * MILLI);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fromAnyMomentOnNoMoreThanTheShareAndOnePushOfEachIsSpent(long seed) {
    var random = new Random(seed);
    double share = 0.05 + random.nextDouble() / 4;
    var budget = budget(share);
    var all = new ArrayList<Audience>();
    for (int i = 0; i < 60; i++) {
      all.add(new Audience(1 + random.nextInt(i % 10 == 0 ? 3_000 : 100), budget));
    }
    long end = 60 * SECOND;
    for (long now = SECOND; now < end; now += TICK) {
      for (Audience each : all) {
        if (random.nextInt(4) == 0) {
          each.changes(random.nextInt(1_000_000), now);
        }
        each.tick(now);
      }
    }
    double round = all.stream().mapToDouble(it -> it.tabs * 10_000.0).sum();
    assertThat(round / share).as("else the longest interval decides").isLessThan(9.0 * SECOND);
    for (long from = SECOND; from < end; from += 7 * SECOND) {
      long start = from;
      double spent =
          all.stream()
              .mapToDouble(
                  it -> it.tabs * 10_000.0 * it.pushes.stream().filter(at -> at >= start).count())
              .sum();
      assertThat(spent)
          .as("seed %d from %d", seed, from)
          .isLessThanOrEqualTo(share * (end - from) + round);
    }
  }

  @Test
  void theLongestIntervalIsNeverPassedAndTheLastOfABurstIsShown() {
    var budget = budget(0.001);
    var all = audiences(100, 1_000, budget);
    bustle(all, 35 * SECOND);
    int newest = (int) (35 * SECOND / TICK);
    for (long now = 36 * SECOND; now <= 46 * SECOND; now += TICK) {
      for (Audience each : all) {
        each.tick(now);
      }
    }
    assertThat(all)
        .allSatisfy(
            it -> {
              assertThat(it.last).isEqualTo(newest);
              assertThat(it.intervals()).isNotEmpty().allMatch(between -> between <= 10 * SECOND);
            });
  }

  @Test
  void firstCountAfterQuietPassesAtOnceWhateverIsOwed() {
    var budget = budget(0.001);
    bustle(audiences(100, 1_000, budget), 5 * SECOND);
    var quiet = new Audience(1_000, budget);
    quiet.changes(1, 7 * SECOND);
    assertThat(quiet.pushes).containsExactly(7 * SECOND);
  }

  @Test
  void intervalsShrinkAgainWhenAFrameCostsLess() {
    var budget = budget(0.1);
    var all = audiences(200, 100, budget);
    bustle(all, 10 * SECOND);
    frameNanos.set(500);
    for (Audience each : all) {
      each.pushes.clear();
    }
    for (long now = 14 * SECOND; now < 20 * SECOND; now += TICK) {
      for (Audience each : all) {
        each.changes((int) (now / TICK), now);
        each.tick(now);
      }
    }
    assertThat(all).allSatisfy(it -> assertThat(it.intervals()).containsOnly(300 * MILLI));
  }

  @Test
  void streamThatOnlyPagesWatchWaitsForNoBill() {
    var budget = budget(0.001);
    bustle(audiences(100, 1_000, budget), 5 * SECOND);
    var watched = audiences(1, 0, budget);
    bustle(watched, 10 * SECOND);
    assertThat(watched.getFirst().intervals()).containsOnly(300 * MILLI);
  }

  @Test
  void zeroIsNoBound() {
    var all = audiences(100, 1_000, budget(0));
    bustle(all, 5 * SECOND);
    assertThat(all).allSatisfy(it -> assertThat(it.intervals()).containsOnly(300 * MILLI));
  }

  @Test
  void shareOutOfBoundsIsRefused() {
    assertThatThrownBy(() -> budget(1.1)).hasMessageContaining("share must be 0 to 1");
    assertThatThrownBy(() -> budget(Double.NaN)).hasMessageContaining("share must be 0 to 1");
  }
}
