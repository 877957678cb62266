package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.load.Figures;
import headcount.load.Moments;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SightTest {
  private static final Offset<Double> NEAR = within(0.001);
  private static final long SECOND = 1_000_000_000;

  private final Moments truth = new Moments();
  private final List<Look> looks = new ArrayList<>();

  private void truth(double at, long viewers, long owed, long held) {
    truth.add(new Moments.Moment(nanos(at), figures(viewers), owed, held));
  }

  private void said(int node, double at, long viewers, String quality) {
    looks.add(new Look(node, nanos(at), nanos(at + 0.01), 200, figures(viewers), quality));
  }

  private void refused(int node, double at) {
    looks.add(new Look(node, nanos(at), nanos(at + 0.01), 503, Figures.NONE, ""));
  }

  private static Figures figures(long viewers) {
    return new Figures(viewers, viewers + 10, 0);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * SECOND);
  }

  private Sight seen(double from, double to) {
    return Sight.of(looks, List.of(), truth, nanos(from), nanos(to));
  }

  @Test
  void aCountIsHeldAgainstWhomItOwesAndWhomItMayCount() {
    truth(0, 600, 1_000, 1_000);
    said(0, 10, 990, "recovering");
    said(1, 10, 1_020, "recovering");
    var sight = seen(5, 20);
    assertThat(sight.lowest()).isCloseTo(99, NEAR);
    assertThat(sight.highest()).isCloseTo(102, NEAR);
    assertThat(sight.settled()).isFalse();
  }

  @Test
  void aCountMaySpeakOfAnyMomentOfTheTwoSecondsBefore() {
    truth(0, 1_000, 1_000, 1_000);
    truth(10, 500, 500, 500);
    said(0, 11.5, 1_000, "exact");
    said(0, 12.5, 500, "exact");
    var sight = seen(5, 20);
    assertThat(sight.exact()).as("seconds to exact").isZero();
    assertThat(sight.highest()).isCloseTo(100, NEAR);
    said(0, 13.5, 1_000, "exact");
    assertThat(seen(5, 20).exact()).isCloseTo(8.51, NEAR);
    assertThat(seen(5, 20).wrongExact()).isEqualTo(1);
  }

  @Test
  void itIsExactOnlyOnceEveryNodeSaysSoAndNoneTakesItBack() {
    truth(0, 100, 100, 100);
    said(0, 6, 100, "exact");
    said(1, 6, 100, "recovering");
    said(1, 7, 100, "exact");
    said(0, 8, 99, "exact");
    said(0, 9, 100, "exact");
    var sight = seen(5, 20);
    assertThat(sight.exact()).isCloseTo(3.01, NEAR);
    assertThat(sight.settled()).isTrue();
    assertThat(sight.wrongExact()).isEqualTo(1);
  }

  @Test
  void ghostsLiveUntilTheLastCountAboveTheTruth() {
    truth(0, 100, 100, 100);
    truth(5, 60, 100, 100);
    said(0, 8, 100, "recovering");
    said(0, 30, 100, "recovering");
    said(0, 31, 60, "exact");
    assertThat(seen(5, 40).ghosts()).isCloseTo(25.01, NEAR);
  }

  @Test
  void refusalsAddUpUntilTheNodeAnswersAgain() {
    truth(0, 100, 100, 100);
    refused(0, 6);
    refused(0, 7);
    said(1, 7, 100, "exact");
    said(0, 8, 100, "exact");
    var sight = seen(5, 10);
    assertThat(sight.serve()).isCloseTo(2.01, NEAR);
    assertThat(sight.refusals()).isEqualTo(2);
    assertThat(sight.settled()).isTrue();
    refused(1, 9);
    assertThat(seen(5, 12).serve()).as("a node that still does not answer").isCloseTo(3, NEAR);
    assertThat(seen(5, 12).settled()).isFalse();
  }

  @Test
  void whatWasBeforeTheMarkDoesNotCount() {
    truth(0, 100, 100, 100);
    said(0, 1, 3, "exact");
    said(0, 6, 100, "exact");
    var sight = seen(5, 10);
    assertThat(sight.lowest()).isCloseTo(100, NEAR);
    assertThat(sight.settled()).isTrue();
  }

  @Test
  void screensAreHeldAgainstTheSameTruthAndMayBeOlder() {
    truth(0, 1_000, 1_000, 1_000);
    truth(10, 500, 500, 1_000);
    var glances = List.of(new Glance(nanos(11), 500, 1_000), new Glance(nanos(20), 490, 1_100));
    var sight = Sight.of(looks, glances, truth, nanos(5), nanos(30));
    assertThat(sight.screenLowest()).isCloseTo(98, NEAR);
    assertThat(sight.screenHighest()).isCloseTo(110, NEAR);
  }

  @Test
  void whereNobodyIsOnlyZeroIsRight() {
    truth(0, 0, 0, 0);
    said(0, 6, 0, "exact");
    assertThat(seen(5, 10).lowest()).isCloseTo(100, NEAR);
    assertThat(seen(5, 10).highest()).isCloseTo(100, NEAR);
    said(0, 7, 1, "recovering");
    assertThat(seen(5, 10).highest()).isInfinite();
  }
}
