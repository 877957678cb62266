package headcount.checkpoint;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * When a stream saves what, as {@code headcount.checkpoint} says.
 *
 * @param interval shortest time between two checkpoints of a stream that changes
 * @param touch how often an unchanged stream confirms its checkpoint
 * @param historyStep length of a step of history; divides a day
 * @param currentEvery how often a live stream's count goes to {@code current_viewers}
 * @param sweepEvery how often untouched streams are looked for
 * @param sweepAfter how long a stored count may stand untouched before its stream is woken
 */
public record CheckpointSettings(
    Duration interval,
    Duration touch,
    Duration historyStep,
    Duration currentEvery,
    Duration sweepEvery,
    Duration sweepAfter) {
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  /** Refuses times that do not fit together, naming the settings. */
  public CheckpointSettings {
    positive("interval", interval);
    positive("touch", touch);
    positive("current-every", currentEvery);
    positive("sweep-every", sweepEvery);
    checkStep(historyStep);
    if (touch.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "headcount.checkpoint.touch must be at least interval (%s), was %s"
              .formatted(interval, touch));
    }
    if (sweepAfter.compareTo(touch.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "headcount.checkpoint.sweep-after must be at least twice touch (%s), was %s"
              .formatted(touch, sweepAfter));
    }
  }

  /** Reads {@code headcount.checkpoint} of the whole configuration. */
  public static CheckpointSettings from(Config config) {
    var room = config.getConfig("headcount.checkpoint");
    return new CheckpointSettings(
        room.getDuration("interval"),
        room.getDuration("touch"),
        room.getDuration("history-step"),
        room.getDuration("current-every"),
        room.getDuration("sweep-every"),
        room.getDuration("sweep-after"));
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "headcount.checkpoint.%s must be more than 0, was %s".formatted(name, value));
    }
  }

  private static void checkStep(Duration step) {
    var seconds = step.toSeconds();
    if (step.toMillis() != seconds * 1000
        || seconds < 1
        || seconds > 3600
        || DAY_SECONDS % seconds != 0) {
      throw new IllegalArgumentException(
          "headcount.checkpoint.history-step must be 1 s to 1 h in whole seconds and divide a day,"
              + " was "
              + step);
    }
  }
}
