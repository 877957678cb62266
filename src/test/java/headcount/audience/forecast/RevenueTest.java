package headcount.audience.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.audience.BusinessDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevenueTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Estimate ADS = new Estimate(2, 4, 6);

  private static Assumption assumption(String category, LocalDate from, @Nullable Estimate cpm) {
    return new Assumption(category, from, ADS, 0.5, 0.25, cpm);
  }

  private static SortedMap<BusinessDay, Map<String, Long>> watched(long games, long music) {
    return new TreeMap<>(
        Map.of(
            new BusinessDay(DAY), Map.of("games", games * 3600),
            new BusinessDay(DAY.plusDays(1)), Map.of("music", music * 3600)));
  }

  @Test
  void impressionsAndTheirValueAsReckonedByHand() {
    var any = assumption("*", DAY, new Estimate(1_000, 2_000, 3_000));
    // 1,000 hours x 2, 4, 6 advertisements x 0.5 sold x 0.75 who see them
    var estimate = Revenue.of(watched(600, 400), List.of(any));
    assertThat(estimate.hoursWatched()).isEqualTo(1_000);
    assertThat(estimate.impressions()).isEqualTo(new Estimate(750, 1_500, 2_250));
    assertThat(estimate.value()).isEqualTo(new Estimate(750, 3_000, 6_750));
    assertThat(estimate.assumptions()).containsExactly(any);
  }

  @Test
  void aCategorysOwnComesFirstAndTheNewestOfTheDay() {
    var old = assumption("games", DAY.minusYears(1), new Estimate(1, 1, 1));
    var own = assumption("games", DAY, new Estimate(10, 10, 10));
    var later = assumption("games", DAY.plusDays(1), new Estimate(99, 99, 99));
    var any = assumption("*", DAY.minusYears(1), new Estimate(1, 1, 1));
    var estimate = Revenue.of(watched(1_000, 0), List.of(later, any, old, own));
    assertThat(estimate.assumptions()).containsExactly(own, any);
    assertThat(estimate.value()).isEqualTo(new Estimate(7.5, 15, 22.5));
  }

  @Test
  void withoutAPriceThereIsNoValueAndWithoutAnAssumptionNothing() {
    var unpriced = assumption("*", DAY, null);
    var estimate = Revenue.of(watched(1_000, 1), List.of(unpriced));
    assertThat(estimate.impressions()).isNotNull();
    assertThat(estimate.value()).isNull();

    var partly = List.of(unpriced, assumption("games", DAY, new Estimate(1, 1, 1)));
    assertThat(Revenue.of(watched(1_000, 1), partly).value())
        .as("where some hours have no price")
        .isNull();

    var late = Revenue.of(watched(1_000, 1), List.of(assumption("*", DAY.plusDays(1), null)));
    assertThat(late.hoursWatched()).isEqualTo(1_001);
    assertThat(late.impressions()).isNull();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Estimate(3, 2, 4)).hasMessageContaining("from 0 and rising");
    assertThatThrownBy(() -> new Assumption("*", DAY, ADS, 1.5, 0, null))
        .hasMessageContaining("fill must be 0 to 1, was 1.5");
  }
}
