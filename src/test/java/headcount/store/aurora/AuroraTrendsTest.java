package headcount.store.aurora;

import static headcount.store.aurora.SummedEvening.B5;
import static headcount.store.aurora.SummedEvening.B6;
import static headcount.store.aurora.SummedEvening.GAMES;
import static headcount.store.aurora.SummedEvening.SEOUL;
import static headcount.store.aurora.SummedEvening.got;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.BusinessDay;
import headcount.audience.LocalHours.PrimeTime;
import headcount.audience.ScopeName;
import headcount.audience.Trends;
import headcount.audience.Trends.Share;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Trends of the days around the evening, reckoned by hand. */
class AuroraTrendsTest {
  @RegisterExtension static final SummedEvening evening = new SummedEvening();

  private Trends trends(ScopeName scope, String from, String to, ZoneId zone) {
    return got(evening
            .stores
            .analytics()
            .trends(
                scope,
                new BusinessDay(LocalDate.parse(from)),
                new BusinessDay(LocalDate.parse(to)),
                zone))
        .orElseThrow();
  }

  @Test
  void trendsTellDaysHoursAndCategories() {
    var found = trends(ScopeName.PLATFORM, "2026-11-19", "2026-11-22", SEOUL);
    assertThat(found.days().get(0).hours()).isNull(); // never summed
    assertThat(found.days().get(1).hours()).isCloseTo(9_999 / 3600.0, within(1e-9));
    assertThat(found.days().get(2).average()).isCloseTo(258_690 / 1400.0, within(1e-9));
    assertThat(found.days().get(2).uniques()).isEqualTo(4);
    assertThat(found.days().get(2).mean7()).isNull();
    assertThat(found.slope().perDay()).isCloseTo((258_690 - 9_999) / 3600.0, within(1e-9));
    assertThat(found.slope().ratePerWeek())
        .isCloseTo(7 * (258_690 - 9_999) / ((258_690 + 9_999) / 2.0), within(1e-9));
    assertThat(found.shares())
        .containsExactly(
            new Share("music", "Music", 150_000 / 3600.0, 150_000 / 268_689.0),
            new Share("games", "Games", 118_689 / 3600.0, 118_689 / 268_689.0));
    assertThat(found.isFinal()).isFalse(); // the first day is not summed
    assertThat(trends(ScopeName.PLATFORM, "2026-11-20", "2026-11-22", SEOUL).isFinal()).isTrue();
  }

  @Test
  void theHeatMapIsByTheZonesClock() {
    var seoul = trends(ScopeName.PLATFORM, "2026-11-20", "2026-11-22", SEOUL).hours();
    var friday = seoul.heatMap().get(4);
    var saturday = seoul.heatMap().get(5);
    assertThat(friday.get(23)).isCloseTo(9_999 / 300.0, within(1e-9));
    assertThat(saturday.get(0)).isEqualTo(10.0);
    assertThat(saturday.get(21)).isEqualTo(195_000 / 800.0);
    assertThat(saturday.get(22)).isCloseTo(202.3, within(1e-9));
    assertThat(saturday.get(23)).isNull(); // live and not observed
    assertThat(saturday.get(12)).isNull();
    // 20 to 23 and 21 to 24 tie: the earlier
    assertThat(seoul.weekends()).isEqualTo(new PrimeTime(20, 23, 255_690 / 3600.0));
    assertThat(seoul.weekdays()).isEqualTo(new PrimeTime(21, 24, 9_999 / 3600.0));
    var utc = trends(B6, "2026-11-20", "2026-11-22", ZoneOffset.UTC).hours().heatMap();
    assertThat(utc.get(4).get(14)).isCloseTo(9_999 / 300.0, within(1e-9));
    assertThat(utc.get(4).get(15)).isEqualTo(10.0);
    assertThat(utc.get(5).get(13)).isCloseTo(202.3, within(1e-9));
  }

  @Test
  void sharesOfOthersAreOfThePlatformOrTheirOwn() {
    assertThat(trends(GAMES, "2026-11-20", "2026-11-22", SEOUL).shares())
        .containsExactly(new Share("games", "Games", 118_689 / 3600.0, 118_689 / 268_689.0));
    assertThat(trends(B5, "2026-11-20", "2026-11-22", SEOUL).shares())
        .containsExactly(
            new Share("music", "Music", 150_000 / 3600.0, 150_000 / 195_000.0),
            new Share("games", "Games", 45_000 / 3600.0, 45_000 / 195_000.0));
  }
}
