package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.audience.Change.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
  @Test
  void rateIsAShareOfThePrevious() {
    assertThat(Change.of(150.0, 120.0, 1.0, 0.8))
        .isEqualTo(new Change(150.0, 120.0, 30.0, 0.25, null));
    assertThat(Change.of(0.0, 4.0, null, 1.0)).isEqualTo(new Change(0.0, 4.0, -4.0, -1.0, null));
  }

  @Test
  void thereIsNoneWithoutAReason() {
    assertThat(Change.of(null, 1.0, 1.0, 1.0).reason()).isEqualTo(Reason.NO_DATA);
    assertThat(Change.of(1.0, null, 1.0, 1.0).reason()).isEqualTo(Reason.NO_DATA);
    assertThat(Change.of(1.0, 2.0, 0.79, 1.0).reason()).isEqualTo(Reason.LOW_COVERAGE);
    assertThat(Change.of(1.0, 2.0, 1.0, 0.79).reason()).isEqualTo(Reason.LOW_COVERAGE);
    assertThat(Change.of(1.0, 0.0, 1.0, null))
        .isEqualTo(new Change(1.0, 0.0, 1.0, null, Reason.PREVIOUS_ZERO));
  }

  @Test
  void theLineLiesNearestToTheDaysThatAreKnown() {
    // through (0, 1), (1, 3) and (3, 4): means 4/3 and 8/3, so 13/3 over 14/3
    var slope = Slope.of(Arrays.asList(1.0, 3.0, null, 4.0));
    assertThat(slope.perDay()).isCloseTo(13 / 14.0, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(slope.ratePerWeek())
        .isCloseTo(7 * (13 / 14.0) / (8 / 3.0), org.assertj.core.api.Assertions.within(1e-9));
    assertThat(Slope.of(List.of(5.0))).isEqualTo(new Slope(null, null));
    assertThat(Slope.of(List.of(0.0, 0.0))).isEqualTo(new Slope(0.0, null));
  }

  @Test
  void scopesAreReadAsTheyAreWritten() {
    for (var text : List.of("platform", "category:games", "broadcaster:ann", "stream:s_1-x")) {
      assertThat(ScopeName.parse(text).orElseThrow().text()).isEqualTo(text);
    }
    for (var text : List.of("", "Platform", "platform:", "category", "stream:a b", "viewer:1")) {
      assertThat(ScopeName.parse(text)).as(text).isEmpty();
    }
  }
}
