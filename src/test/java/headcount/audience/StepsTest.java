package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static Instant at(String utc) {
    return Instant.parse(utc + ":00Z");
  }

  private static List<Instant> borders(String from, String to, Duration length, String zone) {
    return Steps.within(at(from), at(to), length, ZoneId.of(zone)).borders();
  }

  @Test
  void daysOfSeoulBeginAtFifteenHours() {
    assertThat(borders("2026-11-18T16:00", "2026-11-21T15:00", DAY, "Asia/Seoul"))
        .containsExactly(at("2026-11-19T15:00"), at("2026-11-20T15:00"), at("2026-11-21T15:00"));
  }

  @Test
  void aDayOnWhichTheClockIsPutHasTwentyThreeOrTwentyFiveHours() {
    assertThat(borders("2026-03-27T23:00", "2026-03-29T22:00", DAY, "Europe/Berlin"))
        .containsExactly(at("2026-03-27T23:00"), at("2026-03-28T23:00"), at("2026-03-29T22:00"));
    assertThat(borders("2026-10-23T22:00", "2026-10-25T23:00", DAY, "Europe/Berlin"))
        .containsExactly(at("2026-10-23T22:00"), at("2026-10-24T22:00"), at("2026-10-25T23:00"));
  }

  @Test
  void hoursBeginWhereTheClockShowsThem() {
    assertThat(borders("2026-11-21T00:00", "2026-11-21T03:00", HOUR, "Asia/Kolkata"))
        .containsExactly(at("2026-11-21T00:30"), at("2026-11-21T01:30"), at("2026-11-21T02:30"));
    assertThat(Steps.floor(at("2026-11-21T00:29"), HOUR, ZoneId.of("Asia/Kolkata")))
        .isEqualTo("2026-11-20T23:30:00Z");
  }

  @Test
  void anHourInWhichTheClockIsPutByHalfAnHourIsHalfAnHourLonger() {
    // Lord Howe: on 4 October 2026, 02:00 becomes 02:30 at 15:30 UTC of the day before
    assertThat(borders("2026-10-03T14:30", "2026-10-03T17:30", HOUR, "Australia/Lord_Howe"))
        .containsExactly(at("2026-10-03T14:30"), at("2026-10-03T16:00"), at("2026-10-03T17:00"));
    assertThat(Steps.floor(at("2026-10-03T15:50"), HOUR, ZoneId.of("Australia/Lord_Howe")))
        .isEqualTo("2026-10-03T14:30:00Z");
  }

  @Test
  void onlyWholeStepsLieWithin() {
    assertThat(borders("2026-11-21T00:01", "2026-11-21T01:59", HOUR, "UTC"))
        .containsExactly(at("2026-11-21T01:00"));
    var none = Steps.within(at("2026-11-21T00:01"), at("2026-11-21T00:59"), HOUR, ZoneOffset.UTC);
    assertThat(none.starts()).isEmpty();
    assertThat(none.from()).isEqualTo(none.to());
  }
}
