package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Truth truth = new Truth(new Books(3), 0);

  ComparisonTest() {
    truth.join(1, 42, 0);
    truth.join(2, 42, 0);
    truth.join(3, -1, 0);
    truth.join(3, -1, 1);
    truth.leave(3, 1);
  }

  @Test
  void trueCountsAreNoDifference() {
    var comparison =
        compared(said(0, 2, 3, 1, "exact"), said(1, 0, 0, 0, "exact"), said(2, 0, 0, 0, "404"));
    assertThat(comparison.checked()).isEqualTo(3);
    assertThat(comparison.clean()).isTrue();
  }

  @Test
  void eachOfTheThreeNumbersCounts() {
    assertThat(compared(said(0, 3, 3, 1, "exact")).clean()).isFalse();
    assertThat(compared(said(0, 2, 2, 1, "exact")).clean()).isFalse();
    assertThat(compared(said(0, 2, 3, 0, "exact")).clean()).isFalse();
  }

  @Test
  void streamThatWasWatchedMustBeKnown() {
    var wrong = compared(said(1, 0, 0, 0, "404")).differences();
    assertThat(wrong).singleElement().extracting(each -> each.truth()).isEqualTo(Figures.NONE);
  }

  @Test
  void trueCountThatIsNotCalledExactIsADifferenceWhereAskedFor() {
    var said = said(0, 2, 3, 1, "recovering");
    assertThat(Comparison.of(Truths.of(truth, 3), Stream.of(said), true).clean()).isFalse();
    assertThat(Comparison.of(Truths.of(truth, 3), Stream.of(said), false).clean()).isTrue();
  }

  @Test
  void screenWithoutAFrameIsADifference() {
    truth.gone(1);
    truth.gone(2);
    truth.gone(3);
    assertThat(compared(said(0, 0, 0, 0, Comparison.SILENT)).clean()).isFalse();
  }

  private Comparison compared(Comparison.Said... said) {
    return Comparison.of(Truths.of(truth, 3), Stream.of(said), true);
  }

  private static Comparison.Said said(
      int stream, long viewers, long connections, long anonymous, String quality) {
    return new Comparison.Said(
        "node", stream, new Figures(viewers, connections, anonymous), quality);
  }
}
