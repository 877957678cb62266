package headcount.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.app.faults.Where;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What got worse is found by ratios, whatever the machine's mood. */
class ComparisonTest {
  private static final Figure FLOOR = Figure.low("floor", 2, "µs");

  private static BenchRun run(Figure... figures) {
    return new BenchRun(
        "count", new Where("a machine", "2026-01-01", "abc"), true, List.of(figures));
  }

  private static Figure floor(double value) {
    return Figure.low("floor", value, "µs");
  }

  private static Figure event(double value) {
    return Figure.low("event", value, "µs").against("floor", 0.2);
  }

  private static Figure rate(double value) {
    return Figure.high("rate", value, "a second").against("floor", 0.2);
  }

  @Test
  void machineOfHalfTheSpeedIsNotWorse() {
    var found = Comparison.of(run(FLOOR, event(6)), run(floor(4), event(12)));
    assertThat(found.compared()).isEqualTo(1);
    assertThat(found.worse()).isEmpty();
    assertThat(found.unmatched()).isEmpty();
  }

  @Test
  void ratioWithinItsToleranceIsNotWorse() {
    assertThat(Comparison.of(run(FLOOR, event(6)), run(FLOOR, event(7.1))).worse()).isEmpty();
    assertThat(Comparison.of(run(FLOOR, rate(6)), run(FLOOR, rate(5.1))).worse()).isEmpty();
  }

  @Test
  void ratioBeyondItsToleranceIsNamed() {
    assertThat(Comparison.of(run(FLOOR, event(6)), run(FLOOR, event(7.3))).worse())
        .singleElement()
        .asString()
        .contains("count", "event", "floor", "3.65", "3.00", "20 %");
  }

  @Test
  void higherIsWorseOnlyWhereLowIsBetter() {
    assertThat(Comparison.of(run(FLOOR, rate(6)), run(FLOOR, rate(60))).worse()).isEmpty();
    assertThat(Comparison.of(run(FLOOR, rate(6)), run(FLOOR, rate(4.9))).worse()).hasSize(1);
    assertThat(Comparison.of(run(FLOOR, event(6)), run(FLOOR, event(1))).worse()).isEmpty();
  }

  @Test
  void whatOnlyOneRunCanCompareIsNamedAndNotWorse() {
    var found = Comparison.of(run(FLOOR, event(6)), run(FLOOR, rate(5)));
    assertThat(found.compared()).isZero();
    assertThat(found.worse()).isEmpty();
    assertThat(found.unmatched()).containsExactlyInAnyOrder("event", "rate");
    assertThat(Comparison.of(run(FLOOR, event(6)), run(event(6))).unmatched())
        .containsExactly("event");
    assertThat(Comparison.of(run(floor(0), event(6)), run(FLOOR, event(6))).unmatched())
        .containsExactly("event");
  }

  @Test
  void figureWithoutPartnerIsNotCompared() {
    var found = Comparison.of(run(FLOOR), run(floor(1_000)));
    assertThat(found.compared()).isZero();
    assertThat(found.worse()).isEmpty();
  }

  @Test
  void aimIsMissedOnTheWrongSideOnly() {
    assertThat(event(6).aim(6).misses()).isFalse();
    assertThat(event(6.1).aim(6).misses()).isTrue();
    assertThat(rate(6).aim(6.1).misses()).isTrue();
    assertThat(rate(6.2).aim(6.1).misses()).isFalse();
    assertThat(event(6).misses()).isFalse();
    assertThat(FigureTable.of(run(FLOOR, event(6.1).aim(6))))
        .contains("event", "6.10", "3.05 × floor", "aim ≤ 6.00: MISSED");
  }

  @Test
  void runsAreKeptAsTheyWereAndReplacedByTheirBench(@TempDir Path folder) {
    var file = folder.resolve("a").resolve("figures.json");
    assertThat(BenchRuns.read(file)).isEmpty();
    var first = run(FLOOR, event(6).aim(7), rate(5));
    var other = new BenchRun("aaa", first.where(), false, List.of(FLOOR));
    BenchRuns.keep(file, first);
    BenchRuns.keep(file, other);
    assertThat(BenchRuns.read(file)).containsExactly(other, first);
    BenchRuns.keep(file, run(floor(3)));
    assertThat(BenchRuns.read(file)).containsExactly(other, run(floor(3)));
  }

  @Test
  void numbersShowThreeDigits() {
    assertThat(FigureTable.number(0)).isEqualTo("0");
    assertThat(FigureTable.number(0.01234)).isEqualTo("0.0123");
    assertThat(FigureTable.number(0.2345)).isEqualTo("0.235");
    assertThat(FigureTable.number(12.345)).isEqualTo("12.3");
    assertThat(FigureTable.number(12345.6)).isEqualTo("12,346");
  }
}
