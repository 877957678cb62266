package headcount.audience.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.BusinessDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hours from Monday's midnight in Seoul on, so that an hour's place is its hour of the week. */
class ForecastTest {
  private static final Instant MONDAY = Instant.parse("2026-10-25T15:00:00Z");
  private static final int WEEK = 168;

  private static HourSeries series(int hours, IntFunction<@Nullable Double> value) {
    var values = new ArrayList<@Nullable Double>();
    for (int hour = 0; hour < hours; hour++) {
      values.add(value.apply(hour));
    }
    return HourSeries.of(MONDAY, BusinessDay.SEOUL, values);
  }

  @Test
  void theLevelIsAWeightedMeanOfWeeklyMeans() {
    // logarithms 1, 2, 3, 4: 1, then 1.5, 2.25, 3.125
    var series = series(4 * WEEK, hour -> Math.expm1(1 + hour / WEEK));
    assertThat(Method.EWMA_WEEKLY.ahead(series, 3))
        .containsExactly(new double[] {21.7599, 21.7599, 21.7599}, within(0.001));
  }

  @Test
  void theShapeIsAWeightedMeanByHourOfTheWeek() {
    // hour 10 is 1.68 above all others' 2 in the first week, 3.36 in the second: means 2.01 and
    // 2.02,
    // level 2.015; hour 10 is 1.67 and 3.34 above its week's mean: 0.35 * 3.34 + 0.65 * 1.67 =
    // 2.2545;
    // the others 0.01 and 0.02 below: -0.0135
    var series =
        series(
            2 * WEEK, hour -> Math.expm1(2 + (hour % WEEK == 10 ? 1.68 * (1 + hour / WEEK) : 0)));
    var ahead = Method.EWMA_WEEKLY.ahead(series, WEEK);
    assertThat(Math.log1p(ahead[10])).isCloseTo(2.015 + 2.2545, within(1e-9));
    assertThat(Math.log1p(ahead[11])).isCloseTo(2.015 - 0.0135, within(1e-9));
  }

  @Test
  void gapsAreLeftOutAndNeverFilled() {
    // Mondays from 03 to 04 were never measured; the second week's Tuesday was not
    var series =
        series(
            5 * WEEK,
            hour ->
                hour % WEEK == 3 || (hour >= WEEK + 24 && hour < WEEK + 48)
                    ? null
                    : (Double) (hour % WEEK < 24 ? 50.0 : 100.0));
    var forecast = Forecast.of(series, 2).orElseThrow();
    assertThat(forecast.points()).hasSize(48);
    assertThat(forecast.points().get(0).at()).isEqualTo(MONDAY.plus(Duration.ofDays(35)));
    assertThat(forecast.points().get(3).value()).isNull();
    assertThat(forecast.points().get(3).low()).isNull();
    assertThat(forecast.points().get(4).value()).isCloseTo(50, within(0.01));
    assertThat(forecast.points().get(30).value()).isCloseTo(100, within(0.01));
    assertThat(forecast.backtest().wape()).isCloseTo(0, within(1e-6));
  }

  @Test
  void asAWeekBeforeLooksFurtherBackWhereThatWasNotMeasured() {
    var series =
        series(
            4 * WEEK,
            hour -> hour == 3 * WEEK + 5 ? null : (Double) (1.0 + Math.floorDiv(hour, WEEK)));
    var ahead = Method.SEASONAL_NAIVE.ahead(series, 2 * WEEK);
    assertThat(ahead[4]).isEqualTo(4);
    assertThat(ahead[5]).isEqualTo(3);
    assertThat(ahead[WEEK + 4]).isEqualTo(4);
  }

  @Test
  void errorsAreReckonedByHand() {
    // 100, 100, 100, 120: told 100 each time a whole day of the fourth week is ahead
    var series = series(4 * WEEK, hour -> hour < 3 * WEEK ? 100.0 : 120.0);
    var naive = Backtest.of(Method.SEASONAL_NAIVE, series, 7 * 24).figures();
    // eight origins, the first of them at the end of the second week: k of 7 days are of the fourth
    // for the origins k = 7, 6 ... 0; together 28 of 56 days are 20 off
    assertThat(naive.origins()).isEqualTo(8);
    assertThat(naive.wape()).isCloseTo(28 * 20.0 / (28 * 120 + 28 * 100), within(1e-9));
    assertThat(naive.mape()).isCloseTo(28 * (20.0 / 120) / 56, within(1e-9));
    // a week before was 20 off in one of three weeks: 6.667 on average
    assertThat(naive.mase()).isCloseTo(10 / (20.0 / 3), within(1e-9));
  }

  @Test
  void noisyWeeksAreToldBetterThanAsAWeekBefore() {
    var random = new Random(11);
    var weeks = new double[10];
    for (int week = 0; week < weeks.length; week++) {
      weeks[week] = 10_000 * Math.exp(0.05 * random.nextGaussian());
    }
    var series =
        series(
            weeks.length * WEEK,
            hour -> {
              var ofDay = 1 + 0.5 * Math.sin((hour % 24 - 16) * Math.PI / 12);
              var weekend = hour % WEEK >= 120 ? 1.18 : 1;
              return weeks[hour / WEEK] * ofDay * weekend * Math.exp(0.15 * random.nextGaussian());
            });
    var forecast = Forecast.of(series, 7).orElseThrow();
    assertThat(forecast.method()).isEqualTo(Method.EWMA_WEEKLY);
    assertThat(forecast.method().text()).isEqualTo("ewma-weekly");
    assertThat(forecast.own().origins()).isEqualTo(28);
    assertThat(wape(forecast.own())).isLessThan(0.9 * wape(forecast.naive()));
    assertThat(wape(forecast.own())).isBetween(0.1, 0.16);
    assertThat(forecast.backtest().coverage80()).isBetween(0.7, 0.9);
    assertThat(forecast.points())
        .allSatisfy(point -> assertThat(point.value()).isBetween(point.low(), point.high()));
  }

  @Test
  void whereAsAWeekBeforeWinsItIsServedAndSaid() {
    var series = series(6 * WEEK, hour -> 100 * Math.pow(2, Math.floorDiv(hour, WEEK)));
    var forecast = Forecast.of(series, 1).orElseThrow();
    assertThat(forecast.method().text()).isEqualTo("seasonal-naive");
    assertThat(forecast.points().getFirst().value()).isEqualTo(3200);
    assertThat(forecast.backtest()).isEqualTo(forecast.naive());
    assertThat(wape(forecast.naive())).isLessThan(wape(forecast.own()));
  }

  @Test
  void lessThanFourWeeksIsNotEnough() {
    assertThat(Forecast.of(series(4 * WEEK - 1, _ -> 5.0), 7)).isEmpty();
    assertThat(Forecast.of(series(4 * WEEK, _ -> 5.0), 7)).isPresent();
    assertThat(Forecast.of(series(4 * WEEK, _ -> 5.0), 14)).isPresent();
    assertThat(Forecast.of(series(5 * WEEK, hour -> hour / WEEK == 2 ? null : (Double) 5.0), 7))
        .as("a week that nobody measured")
        .isEmpty();
    assertThatThrownBy(() -> Forecast.of(series(4 * WEEK, _ -> 5.0), 15))
        .hasMessageContaining("days must be 1 to 14, was 15");
  }

  @Test
  void quantilesLieBetweenNeighbours() {
    assertThat(Backtest.quantile(new double[] {1, 2, 3, 4, 5, 6}, 0.1)).isEqualTo(1.5);
    assertThat(Backtest.quantile(new double[] {7}, 0.9)).isEqualTo(7);
  }

  private static double wape(Backtest.Figures figures) {
    return Objects.requireNonNull(figures.wape());
  }
}
