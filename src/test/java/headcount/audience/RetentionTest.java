package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Marks are 1, 5, 10, 15, 30, 60, 120, 180 and 240 minutes. */
class RetentionTest {
  private final Retention.Builder episodes = new Retention.Builder();

  private void ended(double minutes) {
    episodes.add(new WatchTime.Episode((long) (minutes * 60_000), false));
  }

  private void cut(double minutes) {
    episodes.add(new WatchTime.Episode((long) (minutes * 60_000), true));
  }

  private void assertShare(int mark, double share) {
    assertThat(episodes.built().shares().get(mark)).isCloseTo(share, within(1e-12));
  }

  @Test
  void whoWasCutCountsAsLongAsHeWasSeen() {
    ended(0.5); // 4 of 5 stay
    cut(2);
    ended(7); // 2 of 3 stay
    ended(20); // 1 of 2 stays
    cut(40);
    assertShare(0, 0.8);
    assertShare(1, 0.8);
    assertShare(2, 0.8 * 2 / 3);
    assertShare(3, 0.8 * 2 / 3);
    assertShare(4, 0.8 * 2 / 3 / 2);
    assertThat(episodes.built().shares().subList(5, 9)).as("not observed").containsOnlyNulls();
    assertThat(episodes.built().episodes()).isEqualTo(5);
  }

  @Test
  void whoHasLastedToTheMarkIsThere() {
    ended(5);
    ended(5);
    ended(4.999);
    assertShare(1, 2 / 3.0);
    assertShare(2, 0);
    assertThat(episodes.built().shares().getLast()).as("all have gone: nobody").isEqualTo(0.0);
  }

  @Test
  void ofEqualLengthsTheCutWereThereWhenOthersWent() {
    cut(3);
    ended(3);
    assertShare(0, 1);
    assertThat(episodes.built().shares().get(1)).as("half stayed, and nobody was seen on").isNull();
    ended(6);
    assertShare(1, 2 / 3.0);
  }

  @Test
  void withoutEpisodesNothingIsKnown() {
    assertThat(episodes.built().shares()).hasSize(9).containsOnlyNulls();
  }
}
