package headcount.audience.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.BusinessDay;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The distributions of a fixed seed, over the two weeks from Monday, 2 November 2026. */
class SynthAudienceTest {
  private static final BusinessDay FIRST = new BusinessDay(LocalDate.of(2026, 11, 2));
  private static final int DAYS = 14;
  private static final long SEED = 1;

  private static SynthPlan plan(int streams, long sessions) {
    return new SynthPlan(SEED, streams, FIRST, FIRST.plus(DAYS).start(), sessions);
  }

  private static List<Aired> aired(Programme programme) {
    var out = new ArrayList<Aired>();
    for (int day = -1; day < DAYS; day++) {
      out.addAll(programme.startingOn(FIRST.plus(day)));
    }
    return out;
  }

  @Test
  void weeksHaveTheirShape() {
    var programme = new Programme(plan(1_000, 0));
    var viewing = new Viewing(programme);
    var byHour = new double[24];
    var byDay = new double[DAYS];
    var live = 0L;
    for (var aired : aired(programme)) {
      for (var step : viewing.of(aired)) {
        var since = step.atMillis() - FIRST.start().toEpochMilli();
        byHour[(int) (since / 3_600_000 % 24)] += step.viewerSeconds();
        byDay[(int) (since / 86_400_000)] += step.viewerSeconds();
        live += step.liveSeconds();
      }
    }
    assertThat(live / (DAYS * 86_400.0)).as("live streams").isCloseTo(1_000, within(40.0));
    assertThat(Arrays.stream(byDay).sum() / (DAYS * 86_400.0))
        .as("viewers")
        .isCloseTo(25_000, within(2_000.0));
    var evening = byHour[20] + byHour[21] + byHour[22];
    var morning = byHour[5] + byHour[6] + byHour[7];
    assertThat(evening / morning).as("of " + Arrays.toString(byHour)).isBetween(2.2, 3.5);
    var weekend = 0.0;
    for (int day = 0; day < DAYS; day++) {
      var of = FIRST.plus(day).date().getDayOfWeek();
      if (of == DayOfWeek.SATURDAY || of == DayOfWeek.SUNDAY) {
        weekend += byDay[day];
      }
    }
    var working = Arrays.stream(byDay).sum() - weekend;
    assertThat(weekend / 4 / (working / 10)).as("weekend").isCloseTo(1.18, within(0.1));
  }

  @Test
  void theHourFromTwentyTwoIsExpectedToBeTheFullestAndThatFromSixTheEmptiest() {
    var habits = new Programme(plan(1_000, 0)).habits();
    var expected = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      for (int i = 0; i < 5_000; i++) {
        for (int nth = 0; nth < habits.perDay(); nth++) {
          expected[hour] +=
              habits.size(i)
                  * habits.airing(i).onAir(hour + 0.5 - habits.usual(i, nth))
                  * habits.factor(hour + 0.5);
        }
      }
      assertThat(expected[hour]).isCloseTo(25_000 * DayCurve.ofHour(hour + 0.5), within(250.0));
    }
    var sorted = expected.clone();
    Arrays.sort(sorted);
    assertThat(expected[22]).isEqualTo(sorted[23]);
    assertThat(expected[6]).isEqualTo(sorted[0]);
  }

  @Test
  void theFirstTenHaveAboutTwentyEightPercent() {
    assertThat(Arrays.stream(Sizes.shares(50_000)).limit(10).sum()).isCloseTo(0.284, within(0.001));

    var plan = plan(10_000, 0);
    var viewing = new Viewing(new Programme(plan));
    var topTen =
        aired(new Programme(plan)).stream()
            .filter(aired -> aired.broadcaster() < 10)
            .flatMap(aired -> viewing.of(aired).stream())
            .mapToLong(Step::viewerSeconds)
            .sum();
    assertThat(topTen / (250_000.0 * DAYS * 86_400)).isCloseTo(0.28, within(0.04));
  }

  @Test
  void broadcastsLastThreeHoursInTheMedianAndNeverOverlap() {
    var aired = aired(new Programme(plan(400, 0)));
    var hours =
        aired.stream().mapToDouble(a -> (a.ended() - a.started()) / 3.6e6).sorted().toArray();
    assertThat(hours[hours.length / 2]).isCloseTo(3, within(0.1));

    var byBroadcaster = new ArrayList<>(aired);
    byBroadcaster.sort(
        java.util.Comparator.comparingInt(Aired::broadcaster).thenComparingLong(Aired::started));
    for (int i = 1; i < byBroadcaster.size(); i++) {
      var before = byBroadcaster.get(i - 1);
      var after = byBroadcaster.get(i);
      if (before.broadcaster() == after.broadcaster()) {
        assertThat(before.ended()).isLessThan(after.started());
      }
    }
  }

  @Test
  void tabsStayFiveMinutesInTheMedian() {
    var plan = plan(200, 200_000);
    var programme = new Programme(plan);
    var viewing = new Viewing(programme);
    var crowd = new Crowd(plan);
    var seconds = new ArrayList<Double>();
    var anonymous = 0;
    for (var aired : aired(programme)) {
      for (var tab : crowd.of(aired, viewing.of(aired))) {
        assertThat(tab.until()).isGreaterThan(tab.joined()).isLessThanOrEqualTo(aired.ended());
        seconds.add((tab.until() - tab.joined()) / 1000.0);
        anonymous += tab.anonymous() ? 1 : 0;
      }
    }
    seconds.sort(null);
    assertThat(seconds.size()).isBetween(180_000, 220_000);
    assertThat(seconds.get(seconds.size() / 2)).isBetween(275.0, 305.0);
    assertThat(
            Math.log(
                seconds.get(seconds.size() / 2) / seconds.get((int) (seconds.size() * 0.1587))))
        .as("sigma, from below, where nothing is cut off")
        .isCloseTo(1.4, within(0.1));
    assertThat((double) anonymous / seconds.size()).isCloseTo(0.25, within(0.02));
  }

  @Test
  void anEventPeaksAtThreeTimesItsAverage() {
    var profile = Profile.of(Profile.Kind.EVENT, new Aired(0, 0, 0, 10_000_000, 1, 5));
    var sum = 0.0;
    var peak = 0.0;
    for (int at = 500; at < 10_000_000; at += 1000) {
      sum += profile.factor(at);
      peak = Math.max(peak, profile.factor(at));
    }
    assertThat(peak / (sum / 10_000)).isCloseTo(3.2, within(0.01));
  }

  @Test
  void aRaidMakesTwentyThreeViewersEighteenHundredWithinAMinute() {
    var profile = Profile.of(Profile.Kind.RAIDED, new Aired(0, 0, 0, 10_000_000, 23, 5));
    var before = 23.0;
    var after = 0.0;
    for (int at = 0; at < 10_000_000 && after == 0; at += 60_000) {
      if (profile.raiders(at) > 0) {
        after = 23 + profile.raiders(at);
      } else {
        before = 23 + profile.raiders(at);
      }
    }
    assertThat(before).isEqualTo(23);
    assertThat(after).isBetween(1_740.0, 1_816.0);
  }

  @Test
  void theSeedDecidesAll() {
    var some = new Programme(plan(20, 0)).startingOn(FIRST);
    assertThat(new Programme(plan(20, 0)).startingOn(FIRST)).isEqualTo(some);
    var other = new SynthPlan(2, 20, FIRST, FIRST.plus(DAYS).start(), 0);
    assertThat(new Programme(other).startingOn(FIRST)).isNotEqualTo(some);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> plan(0, 0)).hasMessageContaining("streams must be 1 to 50,000");
    assertThatThrownBy(() -> new SynthPlan(1, 5, FIRST, Instant.parse("2026-11-02T15:03:00Z"), 0))
        .hasMessageContaining("border of five minutes");
  }
}
