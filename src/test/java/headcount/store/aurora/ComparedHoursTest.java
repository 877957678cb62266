package headcount.store.aurora;

import static headcount.store.aurora.SummedEvening.B5;
import static headcount.store.aurora.SummedEvening.B6;
import static headcount.store.aurora.SummedEvening.S11;
import static headcount.store.aurora.SummedEvening.S13;
import static headcount.store.aurora.SummedEvening.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.Change;
import headcount.audience.Change.Reason;
import headcount.audience.ScopeName;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A quarter and an hour of the evening beside those before, reckoned by hand. */
class ComparedHoursTest {
  @RegisterExtension static final SummedEvening evening = new SummedEvening();

  @Test
  void overlappingBroadcastsOfABroadcasterCountOnce() {
    var found = evening.quarter(B5);
    // at 12:05 both are on: 75,000 viewer seconds over 300 s, of which 400 of 600 s observed
    assertThat(found.pairs())
        .extracting(pair -> pair.average().current())
        .containsExactly(100.0, 375.0, 300.0);
    assertThat(found.average().current()).isEqualTo(195_000 / 800.0); // no mean of means: 258.3
    assertThat(found.peak().current()).isEqualTo(375.0);
    assertThat(found.hours().current()).isCloseTo(195_000 / 3600.0, within(1e-9));
    assertThat(found.airtime().current()).isEqualTo(0.25);
    assertThat(found.broadcasts().current()).isEqualTo(2.0);
    assertThat(found.current().whole().coverage()).isCloseTo(1000 / 1200.0, within(1e-9));
  }

  @Test
  void thePlatformIsAddedUpSlotBySlot() {
    var found = evening.quarter(ScopeName.PLATFORM);
    assertThat(found.pairs())
        .extracting(pair -> pair.average().current())
        .containsExactly(100.0, 375.0, 300.0);
    assertThat(found.average().current()).isEqualTo(195_000 / 800.0);
    assertThat(found.peak().current()).isEqualTo(375.0);
    assertThat(found.airtime()).isEqualTo(new Change(null, null, null, null, Reason.NO_DATA));
  }

  @Test
  void whereNobodyWasLiveThereAreNoHoursAndNoAverage() {
    var found = evening.quarter(B5);
    assertThat(found.hours().previous()).isEqualTo(0.0);
    assertThat(found.hours().reason()).isEqualTo(Reason.PREVIOUS_ZERO);
    assertThat(found.average().previous()).isNull();
    assertThat(found.average().reason()).isEqualTo(Reason.NO_DATA);
    assertThat(evening.quarter(ScopeName.PLATFORM).hours().previous()).isNull(); // a gap
  }

  @Test
  void oneStreamsPeakIsTheHighestExactInstant() {
    var found = evening.quarter(S11);
    assertThat(found.peak().current()).isEqualTo(180.0);
    assertThat(found.average().current()).isEqualTo(45_000 / 400.0);
    assertThat(found.current().whole().coverage()).isCloseTo(400 / 600.0, within(1e-9));
  }

  @Test
  void aRaidIsInTheStreamsPeakAndWithItsSecondsInAverages() {
    var hour = steps("2026-11-21T13:00", "2026-11-21T14:00", Duration.ofHours(1), ZoneOffset.UTC);
    var before = steps("2026-11-21T12:00", "2026-11-21T13:00", Duration.ofHours(1), ZoneOffset.UTC);
    var stream = evening.compare(S13, hour, before);
    assertThat(stream.peak().current()).isEqualTo(1816.0);
    assertThat(stream.average().current()).isCloseTo(202.3, within(1e-9));
    assertThat(evening.compare(B6, hour, before).peak().current()).isEqualTo(202.0); // of the slot
  }
}
