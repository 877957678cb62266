package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BusinessDayTest {
  private static final BusinessDay DAY = new BusinessDay(LocalDate.of(2026, 11, 21));

  @Test
  void aDayOfSeoulBeginsAtThreeInTheAfternoonOfUtc() {
    assertThat(DAY.start()).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
    assertThat(DAY.end()).isEqualTo(Instant.parse("2026-11-21T15:00:00Z"));
  }

  @Test
  void midnightBelongsToTheDayThatBegins() {
    assertThat(BusinessDay.of(Instant.parse("2026-11-20T14:59:59.999Z"))).isEqualTo(DAY.plus(-1));
    assertThat(BusinessDay.of(Instant.parse("2026-11-20T15:00:00Z"))).isEqualTo(DAY);
    assertThat(BusinessDay.of(Instant.parse("2026-11-21T14:59:59.999Z"))).isEqualTo(DAY);
    assertThat(BusinessDay.of(Instant.parse("2026-11-21T15:00:00Z"))).isEqualTo(DAY.plus(1));
  }
}
