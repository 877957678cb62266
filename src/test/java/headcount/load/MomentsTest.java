package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MomentsTest {
  private final Moments moments = new Moments();

  private void note(long at, long viewers, long owed, long held) {
    moments.add(new Moments.Moment(at, new Figures(viewers, viewers, 0), owed, held));
  }

  private static Figures figures(long viewers) {
    return new Figures(viewers, viewers, 0);
  }

  @Test
  void aStretchBeginsWithWhatWasTrueBefore() {
    note(10, 5, 5, 5);
    note(20, 7, 7, 7);
    note(30, 9, 9, 9);
    assertThat(moments.over(25, 29)).isEqualTo(new Moments.Span(figures(7), figures(7), 7, 7));
    assertThat(moments.over(1, 5)).isEqualTo(new Moments.Span(figures(5), figures(5), 5, 5));
  }

  @Test
  void arrivalsAndDeparturesMayBeHeardInAnyOrder() {
    note(10, 5, 5, 5);
    note(20, 4, 4, 5);
    note(21, 5, 5, 6);
    note(22, 4, 4, 6);
    note(23, 5, 5, 7);
    var span = moments.over(15, 40);
    assertThat(span).isEqualTo(new Moments.Span(figures(3), figures(7), 3, 7));
    assertThat(span.admits(figures(3))).isTrue();
    assertThat(span.admits(figures(8))).isFalse();
    assertThat(span.admits(new Figures(5, 8, 0))).isFalse();
  }

  /** The generator's machine is busy: the hold ended at 20, and its timer ran at 33. */
  @Test
  void anEndThatIsSeenLateCountsFromWhenItWas() {
    note(10, 5, 7, 7);
    note(30, 6, 8, 8);
    moments.addLate(20, new Moments.Moment(33, figures(6), 6, 8));
    assertThat(moments.over(12, 19).owed()).isEqualTo(7);
    assertThat(moments.over(12, 25).owed()).isEqualTo(5);
    assertThat(moments.over(25, 29)).isEqualTo(new Moments.Span(figures(5), figures(5), 5, 7));
    assertThat(moments.over(31, 40)).isEqualTo(new Moments.Span(figures(6), figures(6), 6, 8));
  }
}
