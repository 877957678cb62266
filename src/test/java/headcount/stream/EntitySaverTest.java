package headcount.stream;

import static headcount.stream.EntitySaver.Next.NOTHING;
import static headcount.stream.EntitySaver.Next.STRAYS;
import static headcount.stream.EntitySaver.Next.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import headcount.checkpoint.CheckpointSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an entity reads strays and writes checkpoints, with the usual interval of a second. */
class EntitySaverTest {
  private static final CheckpointSettings SETTINGS = CheckpointSettings.from(ConfigFactory.load());
  private static final long SECOND = SETTINGS.interval().toNanos();
  private final EntitySaver saver = new EntitySaver(SETTINGS, 0);

  @Test
  void nothingIsWrittenBeforeTheStoreWasReadAndACountPublished() {
    assertThat(saver.next(true, 0, false, SECOND)).isEqualTo(NOTHING);
    saver.loaded(false);
    assertThat(saver.next(false, 0, true, SECOND)).isEqualTo(NOTHING);
    assertThat(saver.next(true, 0, false, 0)).isEqualTo(WRITE);
  }

  @Test
  void oneWriteAtATimeAndOneAnInterval() {
    saver.loaded(false);
    saver.begun(0);
    assertThat(saver.next(true, 0, true, 2 * SECOND)).as("one is on its way").isEqualTo(NOTHING);
    saver.accepted(10);
    assertThat(saver.next(true, 0, false, SECOND - 1)).isEqualTo(NOTHING);
    assertThat(saver.next(true, 0, true, SECOND - 1)).as("in a hurry").isEqualTo(WRITE);
    assertThat(saver.next(true, 0, false, SECOND)).isEqualTo(WRITE);
  }

  @Test
  void deadSessionsAreReadBeforeTheFirstWriteTakesTheirTraces() {
    saver.loaded(true);
    assertThat(saver.next(true, 2, false, SECOND)).as("members are silent").isEqualTo(NOTHING);
    assertThat(saver.next(true, 2, false, Duration.ofSeconds(6).toNanos())).isEqualTo(STRAYS);
    assertThat(saver.next(true, 0, false, SECOND)).isEqualTo(STRAYS);
    saver.begun(SECOND);
    saver.straysRead();
    assertThat(saver.next(true, 0, false, SECOND)).isEqualTo(WRITE);
  }

  @Test
  void stoppingEntityWaitsForItsLastWriteButNotForLong() {
    saver.loaded(false);
    saver.begun(0);
    assertThat(saver.mayStop(10 * SECOND)).as("not told to stop").isFalse();
    saver.stop(SECOND);
    saver.stop(2 * SECOND);
    assertThat(saver.stopping()).isTrue();
    assertThat(saver.mayStop(2 * SECOND - 1)).as("a write is on its way").isFalse();
    assertThat(saver.mayStop(2 * SECOND)).as("1 s after it was told first").isTrue();
    saver.accepted(SECOND);
    assertThat(saver.mayStop(SECOND)).as("nothing is on its way").isTrue();
  }

  @Test
  void failedWriteIsTriedAgainAfterAnInterval() {
    saver.loaded(false);
    saver.begun(0);
    saver.failed();
    assertThat(saver.busy()).isFalse();
    assertThat(saver.next(true, 0, false, SECOND / 2)).isEqualTo(NOTHING);
    assertThat(saver.next(true, 0, false, SECOND)).isEqualTo(WRITE);
  }

  @Test
  void untouchedForLongItIsTouched() {
    long touch = SETTINGS.touch().toNanos();
    assertThat(saver.touchDue(touch - 1)).isFalse();
    assertThat(saver.touchDue(touch)).isTrue();
    saver.accepted(touch);
    assertThat(saver.touchDue(touch + 1)).isFalse();
  }
}
