package headcount.store.aurora;

import static headcount.store.aurora.SummedEvening.B5;
import static headcount.store.aurora.SummedEvening.DAY;
import static headcount.store.aurora.SummedEvening.SEOUL;
import static headcount.store.aurora.SummedEvening.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.Change.Reason;
import headcount.audience.Figures;
import headcount.audience.ScopeName;
import headcount.audience.Uniques;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Saturday of the evening beside the Friday, reckoned by hand. */
class ComparedDaysTest {
  @RegisterExtension static final SummedEvening evening = new SummedEvening();

  @Test
  void midnightOfSeoulPartsDays() {
    var found = evening.saturday(ScopeName.PLATFORM);
    assertThat(found.hours().current()).isCloseTo(258_690 / 3600.0, within(1e-9));
    assertThat(found.hours().previous()).isCloseTo(9_999 / 3600.0, within(1e-9));
    // observed: 300 at midnight, 300, 200 of 300, 300, the raid's 300, none of the gap's
    assertThat(found.average().current()).isCloseTo(258_690 / 1400.0, within(1e-9));
    assertThat(found.peak().current()).isEqualTo(375.0);
    assertThat(found.airtime().current()).isEqualTo(0.5); // 900 s of b5 and 900 s of b6
    assertThat(found.broadcasts().current()).isEqualTo(3.0);
    // 1,600 of 2,100 s were observed
    assertThat(found.hours().rate()).isNull();
    assertThat(found.hours().reason()).isEqualTo(Reason.LOW_COVERAGE);
    assertThat(found.isFinal()).isTrue();
  }

  @Test
  void aDayOfUtcIsAddedUpOfSlots() {
    var utc =
        evening.compare(
            ScopeName.PLATFORM,
            steps("2026-11-21T00:00", "2026-11-22T00:00", DAY, ZoneOffset.UTC),
            steps("2026-11-20T00:00", "2026-11-21T00:00", DAY, ZoneOffset.UTC));
    assertThat(utc.hours().current()).isCloseTo(265_689 / 3600.0, within(1e-9));
    assertThat(utc.hours().previous()).isCloseTo(12_999 / 3600.0, within(1e-9));
    assertThat(utc.uniques().reason()).isEqualTo(Reason.NO_DATA); // no business day
  }

  @Test
  void daysFromSumsAndFromHistoryAgree() {
    var byDay = evening.saturday(B5).current().whole();
    var bySlot =
        evening
            .compare(
                B5,
                steps("2026-11-20T15:00", "2026-11-21T15:00", Duration.ofHours(1), SEOUL),
                steps("2026-11-19T15:00", "2026-11-20T15:00", Duration.ofHours(1), SEOUL))
            .current()
            .whole();
    assertThat(byDay).isEqualTo(bySlot);
    assertThat(byDay).isEqualTo(new Figures(195_000, 1200, 1000, 800, 375L));
  }

  @Test
  void whoWatchedOnTwoDaysIsOneViewer() {
    assertThat(evening.saturday(ScopeName.PLATFORM).current().uniques())
        .isEqualTo(Uniques.exact(4, 1));
    assertThat(evening.saturday(ScopeName.PLATFORM).previous().uniques())
        .isEqualTo(Uniques.exact(2, 0));
    var both =
        evening.compare(
            ScopeName.PLATFORM,
            steps("2026-11-19T15:00", "2026-11-21T15:00", DAY, SEOUL),
            steps("2026-11-17T15:00", "2026-11-19T15:00", DAY, SEOUL));
    assertThat(both.current().uniques()).isEqualTo(new Uniques(5L, 1L, "theta", 0.0));
    assertThat(both.previous().uniques()).isEqualTo(Uniques.UNKNOWN); // before anything was summed
    assertThat(both.broadcasts().current()).isNull(); // one was on in both
  }
}
