package headcount.audience;

import static headcount.audience.ReckonedDay.GAMES;
import static headcount.audience.ReckonedDay.MUSIC;
import static headcount.audience.ReckonedDay.at;
import static headcount.audience.ReckonedDay.onAir;
import static headcount.audience.ReckonedDay.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a day counts: averages, coverage, airtime and hours, reckoned by hand. */
class BroadcasterDayTest {
  private final ReckonedDay day = new ReckonedDay();

  @Test
  void hoursAverageAndCoverageWeighBySeconds() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:15"));
    one.step(new StoredStep(1, at("20:00"), GAMES, 30_000, 120L, 300, 300, 0)); // 100 on average
    // stale for 200 of 300 s: a gap, not zeros
    one.step(new StoredStep(1, at("20:05"), GAMES, 5_000, 60L, 300, 100, 0)); // 50 on average
    // 240 s of it recovering: in the average, never in the peak
    one.step(new StoredStep(1, at("20:10"), GAMES, 90_000, 110L, 300, 300, 240));
    day.ended(one);
    var stream = day.counted(Scope.Kind.STREAM, 1);
    assertThat(stream.hoursWatched()).isCloseTo(125_000 / 3600.0, within(1e-9)); // 34.72
    assertThat(stream.average())
        .isCloseTo(125_000 / 700.0, within(1e-9)); // 178.57, no mean of means (150)
    assertThat(stream.coverage()).isCloseTo(700 / 900.0, within(1e-9));
    assertThat(stream.recoveringSeconds()).isEqualTo(240);
    assertThat(stream.peak()).isEqualTo(120);
    assertThat(stream.peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:00")));
    assertThat(stream.broadcasts()).isEqualTo(1);
  }

  @Test
  void whatWasOnlyStaleIsAGap() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(new StoredStep(1, at("20:00"), GAMES, 0, null, 300, 0, 0));
    day.ended(one);
    var counted = day.counted(Scope.Kind.BROADCASTER, 5);
    assertThat(counted.average()).isNull();
    assertThat(counted.averageOnAir()).isNull();
    assertThat(counted.coverage()).isEqualTo(0.0);
    assertThat(counted.peakAt()).isNull();
    assertThat(counted.airtimeSeconds()).isEqualTo(300);
    assertThat(day.counted(Scope.Kind.PLATFORM, 0).peakAt()).isNull();
  }

  /** A last step of less than half a second rounds to no time at all, its viewers do not. */
  @Test
  void viewerSecondsOfNoWholeSecondCount() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 30_000, 120L));
    one.step(new StoredStep(1, at("20:05"), GAMES, 2_000, null, 0, 0, 0));
    day.ended(one);
    for (var kind : List.of(Scope.Kind.PLATFORM, Scope.Kind.CATEGORY, Scope.Kind.BROADCASTER)) {
      var counted =
          day.counted(
              kind, kind == Scope.Kind.PLATFORM ? 0 : kind == Scope.Kind.CATEGORY ? GAMES : 5);
      assertThat(counted.viewerSeconds()).as("%s", kind).isEqualTo(32_000);
      assertThat(counted.hours().get(20).viewerSeconds()).isEqualTo(32_000);
      assertThat(counted.peak()).isEqualTo(100);
    }
  }

  @Test
  void broadcastsAtTheSameTimeCountOnceInAirtime() {
    // 20:00 to 20:10 and 20:05 to 20:15: 15 minutes on the air, 20 minutes live
    var one = day.broadcaster(5, onAir(1, "20:00", "20:10"), onAir(2, "20:05", "20:15"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    one.step(step(1, "20:05", GAMES, 6_000, 20L));
    one.step(step(2, "20:05", GAMES, 9_000, 30L));
    one.step(step(2, "20:10", GAMES, 12_000, 40L));
    day.ended(one);
    var counted = day.counted(Scope.Kind.BROADCASTER, 5);
    assertThat(counted.airtimeSeconds()).isEqualTo(900);
    assertThat(counted.liveSeconds()).isEqualTo(1200);
    assertThat(counted.averageOnAir()).isCloseTo(30_000 / 900.0, within(1e-9)); // 33.3
    assertThat(counted.average()).isCloseTo(30_000 / 1200.0, within(1e-9)); // 25 a broadcast
    // 15,000 viewer seconds in the 300 s from 20:05: 50 at once, though no stream had more than 40
    assertThat(counted.peak()).isEqualTo(50);
    assertThat(counted.peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:05")));
    assertThat(counted.broadcasts()).isEqualTo(2);
  }

  @Test
  void airtimeOfDifferentBroadcastersAdds() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    var other = day.broadcaster(6, onAir(2, "20:00", "20:05"));
    other.step(step(2, "20:00", MUSIC, 6_000, 20L));
    day.ended(one, other);
    assertThat(day.counted(Scope.Kind.PLATFORM, 0).airtimeSeconds()).isEqualTo(600);
    assertThat(day.counted(Scope.Kind.PLATFORM, 0).peak()).isEqualTo(30); // 9,000 / 300
    assertThat(day.counted(Scope.Kind.PLATFORM, 0).broadcasts()).isEqualTo(2);
    assertThat(day.counted(Scope.Kind.CATEGORY, GAMES).airtimeSeconds()).isEqualTo(300);
    assertThat(day.counted(Scope.Kind.CATEGORY, MUSIC).peak()).isEqualTo(20);
  }

  @Test
  void hoursOfTheDayAreThoseOfSeoul() {
    var one = day.broadcaster(5, onAir(1, "00:00", "23:59"));
    one.step(step(1, "00:00", GAMES, 100, 1L));
    one.step(step(1, "00:55", GAMES, 10, 1L));
    one.step(step(1, "22:00", GAMES, 7_000, 1L));
    one.step(step(1, "23:55", GAMES, 500, 1L));
    day.ended(one);
    for (var counted :
        List.of(day.counted(Scope.Kind.PLATFORM, 0), day.counted(Scope.Kind.BROADCASTER, 5))) {
      var hours = counted.hours();
      assertThat(hours).hasSize(24);
      assertThat(hours.get(0).viewerSeconds()).isEqualTo(110);
      assertThat(hours.get(1)).isEqualTo(Figures.NOTHING);
      assertThat(hours.get(22).viewerSeconds()).isEqualTo(7_000);
      assertThat(hours.get(22).averageSeconds()).isEqualTo(300);
      assertThat(hours.get(22).peak()).isEqualTo(23); // 7,000 s in 300
      assertThat(hours.get(23).viewerSeconds()).isEqualTo(500);
      assertThat(hours.stream().mapToLong(Figures::viewerSeconds).sum()).isEqualTo(7_610);
    }
  }
}
