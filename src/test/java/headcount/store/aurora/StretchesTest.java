package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.store.aurora.Gathering.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static Range range(String from, String to) {
    return new Range(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void fewDaysOfOnePartitionAreOne() {
    assertThat(Stretches.of(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-21")))
        .containsExactly(range("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"));
    assertThat(Stretches.of(LocalDate.parse("2026-11-14"), LocalDate.parse("2026-11-21")))
        .containsExactly(range("2026-11-14T00:00:00Z", "2026-11-22T00:00:00Z"));
  }

  @Test
  void nineDaysAreCutAtAMidnight() {
    assertThat(Stretches.of(LocalDate.parse("2026-11-13"), LocalDate.parse("2026-11-21")))
        .containsExactly(
            range("2026-11-13T00:00:00Z", "2026-11-17T00:00:00Z"),
            range("2026-11-17T00:00:00Z", "2026-11-22T00:00:00Z"));
  }

  @Test
  void seoulsMonthsAreCutApart() {
    assertThat(Stretches.of(LocalDate.parse("2026-10-31"), LocalDate.parse("2026-11-01")))
        .containsExactly(
            range("2026-10-31T00:00:00Z", "2026-10-31T15:00:00Z"),
            range("2026-10-31T15:00:00Z", "2026-11-02T00:00:00Z"));
  }

  @Test
  void aYearIsWholeAndNoneOfItIsLong() {
    var stretches = Stretches.of(LocalDate.parse("2025-11-22"), LocalDate.parse("2026-11-21"));
    assertThat(stretches.getFirst().from()).isEqualTo("2025-11-22T00:00:00Z");
    assertThat(stretches.getLast().to()).isEqualTo("2026-11-22T00:00:00Z");
    for (int i = 1; i < stretches.size(); i++) {
      assertThat(stretches.get(i).from()).isEqualTo(stretches.get(i - 1).to());
    }
    assertThat(stretches)
        .allSatisfy(
            it ->
                assertThat(Duration.between(it.from(), it.to()))
                    .isPositive()
                    .isLessThan(Duration.ofDays(9)));
  }
}
