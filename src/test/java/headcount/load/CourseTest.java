package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CourseTest {
  private final Course course = new Course(1_000);

  @Test
  void stretchBeginsWithWhatWasTrueAlready() {
    add(100, 10, 10);
    add(200, 4, 20);
    add(300, 8, 8);
    assertThat(course.over(150, 250).owed(0)).isEqualTo(4);
    assertThat(course.over(150, 250).held(0)).isEqualTo(20);
    assertThat(course.over(100, 199).owed(0)).isEqualTo(10);
    assertThat(course.over(300, 400).held(0)).isEqualTo(8);
    assertThat(course.over(1, 50).owed(0)).as("before the first moment").isEqualTo(10);
    assertThat(new Course(1).over(1, 2).empty()).isTrue();
  }

  @Test
  void streamsTogetherAreJudgedAtOneMomentNotEachAtItsWorst() {
    course.add(100, new int[] {10, 0, 5}, new int[] {10, 0, 5});
    course.add(200, new int[] {0, 10, 5}, new int[] {0, 10, 5});
    var both = course.over(100, 200);
    assertThat(both.owed(stream -> stream < 2)).isEqualTo(10);
    assertThat(both.held(stream -> true)).isEqualTo(15);
    assertThat(both.owed(0)).isZero();
  }

  @Test
  void theOldIsForgottenTheNewestNever() {
    add(100, 1, 1);
    add(2_000, 2, 2);
    assertThat(course.over(0, 150).owed(0)).as("what was true before the newest").isEqualTo(1);
    add(2_900, 3, 3);
    assertThat(course.over(0, 150).owed(0)).isEqualTo(2);
    assertThat(course.over(2_000, 2_900).owed(0)).isEqualTo(2);
  }

  private void add(long nanos, int owed, int held) {
    course.add(nanos, new int[] {owed}, new int[] {held});
  }
}
