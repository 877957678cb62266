package headcount.presence;

import static headcount.presence.TestPaces.MILLI;
import static headcount.presence.TestPaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PushPacerTest {
  private static final PushPacer.Pace PACE =
      new PushPacer.Pace(1_000, 250 * MILLI, 10_000, SECOND, 10 * SECOND);
  private final PushPacer pacer = new PushPacer(PACE, new PushBudget(0, 10 * SECOND, () -> 10_000));

  private static Headcount count(int viewers, long version) {
    return new Headcount(1, version, viewers, viewers, 0, version, Quality.EXACT);
  }

  @Test
  void firstCountAfterQuietIsPushedAtOnce() {
    assertThat(pacer.offer(count(1, 1), 10, 0)).isEqualTo(count(1, 1));
    assertThat(pacer.offer(count(2, 2), 10, SECOND)).isEqualTo(count(2, 2));
  }

  @Test
  void burstEndsWithItsLastCount() {
    pacer.offer(count(1, 1), 10, 0);
    assertThat(pacer.offer(count(2, 2), 10, 10 * MILLI)).isNull();
    assertThat(pacer.offer(count(3, 3), 10, 20 * MILLI)).isNull();
    assertThat(pacer.nextDue(10, 20 * MILLI)).isEqualTo(250 * MILLI);
    assertThat(pacer.due(10, 249 * MILLI)).isNull();
    assertThat(pacer.due(10, 250 * MILLI)).isEqualTo(count(3, 3));
    assertThat(pacer.nextDue(10, 251 * MILLI)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void countThatOnlyHasALaterVersionIsNotPushed() {
    pacer.offer(count(1, 1), 10, 0);
    assertThat(pacer.offer(count(1, 2), 10, SECOND)).isNull();
    assertThat(pacer.due(10, 2 * SECOND)).isNull();
  }

  @Test
  void countThatCameBackToWhatIsShownIsNotPushed() {
    pacer.offer(count(1, 1), 10, 0);
    pacer.offer(count(2, 2), 10, 10 * MILLI);
    pacer.offer(count(1, 3), 10, 20 * MILLI);
    assertThat(pacer.due(10, SECOND)).isNull();
  }

  /** The tab would keep what it was told when it joined. */
  @Test
  void countThatCameBackIsPushedWhereATabWasToldWhatWasBetween() {
    pacer.offer(count(1, 1), 10, 0);
    pacer.offer(count(2, 2), 10, 10 * MILLI);
    pacer.noting(_ -> {}).accept(count(2, 2));
    assertThat(pacer.offer(count(1, 3), 10, 20 * MILLI)).isNull();
    assertThat(pacer.due(10, SECOND)).isEqualTo(count(1, 3));
    pacer.offer(count(2, 4), 10, SECOND + MILLI);
    pacer.offer(count(1, 5), 10, SECOND + 2 * MILLI);
    assertThat(pacer.due(10, 3 * SECOND)).as("all see it again").isNull();
  }

  @Test
  void intervalGrowsWithTheAudience() {
    assertThat(PACE.intervalNanos(1_000)).isEqualTo(250 * MILLI);
    assertThat(PACE.intervalNanos(10_000)).isEqualTo(SECOND);
    assertThat(PACE.intervalNanos(50_000)).isEqualTo(5 * SECOND);
    assertThat(PACE.intervalNanos(1_000_000)).isEqualTo(10 * SECOND);
  }

  @Test
  void boundsThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new PushPacer.Pace(10, 1, 10, 1, 1))
        .hasMessageContaining("small < medium");
  }
}
