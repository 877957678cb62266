package headcount.audience;

import static headcount.audience.ReckonedDay.GAMES;
import static headcount.audience.ReckonedDay.at;
import static headcount.audience.ReckonedDay.onAir;
import static headcount.audience.ReckonedDay.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day's peaks: a stream's is of an exact instant, a sum's is the highest average of a slot. */
class DayPeaksTest {
  private final ReckonedDay day = new ReckonedDay();

  @Test
  void aStepThatWasNeverExactMakesNoPeak() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:10"));
    one.step(new StoredStep(1, at("20:00"), GAMES, 300_000, null, 300, 300, 300));
    one.step(new StoredStep(1, at("20:05"), GAMES, 3_000, 11L, 300, 300, 0));
    day.ended(one);
    assertThat(day.counted(Scope.Kind.STREAM, 1).peak()).isEqualTo(11);
    // a sum's peak is the average of a slot, and recovering counts in the average
    assertThat(day.counted(Scope.Kind.BROADCASTER, 5).peak()).isEqualTo(1000);
  }

  @Test
  void aRaidShowsInTheExactPeakAndOnlyInPartInASlotsAverage() {
    // 23 viewers for 200 s, 1,816 for the last 100 s
    var one = day.broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 23 * 200 + 1816 * 100, 1816L));
    day.ended(one);
    assertThat(day.counted(Scope.Kind.STREAM, 1).peak()).isEqualTo(1816);
    assertThat(day.counted(Scope.Kind.BROADCASTER, 5).peak())
        .isEqualTo(621); // 186,200 / 300 = 620.67
  }

  /** Of slots whose averages are the same number of viewers the first is the highest. */
  @Test
  void theHighestSlotIsTheFirstOfEqualOnes() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:10"));
    one.step(step(1, "20:00", GAMES, 3_000, 12L)); // 10.0
    one.step(step(1, "20:05", GAMES, 3_120, 12L)); // 10.4
    day.ended(one);
    for (var kind : List.of(Scope.Kind.PLATFORM, Scope.Kind.BROADCASTER)) {
      var counted = day.counted(kind, kind == Scope.Kind.PLATFORM ? 0 : 5);
      assertThat(counted.peak()).isEqualTo(10);
      assertThat(counted.peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:00")));
    }
  }

  @Test
  void stepsShorterThanASlotAreGathered() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:05"));
    for (int i = 0; i < 30; i++) {
      one.step(new StoredStep(1, at("20:00") + i * 10_000L, GAMES, i * 10L, (long) i, 10, 10, 0));
    }
    day.ended(one);
    var counted = day.counted(Scope.Kind.BROADCASTER, 5);
    assertThat(counted.airtimeSeconds()).isEqualTo(300);
    assertThat(counted.peak()).isEqualTo(15); // 4,350 / 300 = 14.5
    assertThat(day.counted(Scope.Kind.STREAM, 1).peak()).isEqualTo(29);
    assertThat(day.counted(Scope.Kind.STREAM, 1).peakAt())
        .isEqualTo(Instant.ofEpochMilli(at("20:00")));
  }
}
