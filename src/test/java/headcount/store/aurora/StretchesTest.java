package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.store.aurora.Gathering.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
  void threeMonthsAreWholeAndNoneOfThemIsLong() {
    var stretches = whole("2026-08-22", "2026-11-21");
    assertThat(stretches)
        .hasSizeLessThan(16)
        .allSatisfy(it -> assertThat(length(it)).isPositive().isLessThan(Duration.ofDays(9)));
  }

  @Test
  void twoYearsAreWholeAndNotMany() {
    assertThat(whole("2024-11-22", "2026-11-21")).hasSizeLessThanOrEqualTo(25);
  }

  private static List<Range> whole(String first, String last) {
    var stretches = Stretches.of(LocalDate.parse(first), LocalDate.parse(last));
    assertThat(stretches.getFirst().from()).isEqualTo(first + "T00:00:00Z");
    assertThat(stretches.getLast().to())
        .isEqualTo(LocalDate.parse(last).plusDays(1) + "T00:00:00Z");
    for (int i = 1; i < stretches.size(); i++) {
      assertThat(stretches.get(i).from()).isEqualTo(stretches.get(i - 1).to());
    }
    return stretches;
  }

  private static Duration length(Range range) {
    return Duration.between(range.from(), range.to());
  }
}
