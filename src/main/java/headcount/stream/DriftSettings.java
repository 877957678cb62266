package headcount.stream;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How sockets, counts and store are compared by themselves; see {@code headcount/stream.conf}.
 *
 * @param every pause between two checks; zero: none
 * @param settle between the two looks of a check
 * @param threshold the largest difference of a stream that is left alone
 * @param perSecond streams that a check looks at in a second, at most
 */
public record DriftSettings(Duration every, Duration settle, int threshold, int perSecond) {
  private static final String ROOM = "headcount.stream.drift.";

  /** Refuses what makes no sense, naming the setting. */
  public DriftSettings {
    if (every.isNegative()) {
      throw new IllegalArgumentException(ROOM + "every must be 0 or more, was " + every);
    }
    if (!settle.isPositive()) {
      throw new IllegalArgumentException(ROOM + "settle must be more than 0, was " + settle);
    }
    if (threshold < 0) {
      throw new IllegalArgumentException(ROOM + "threshold must be 0 or more, was " + threshold);
    }
    if (perSecond < 1) {
      throw new IllegalArgumentException(
          ROOM + "streams-per-second must be at least 1, was " + perSecond);
    }
  }

  static DriftSettings from(Config root) {
    return new DriftSettings(
        root.getDuration(ROOM + "every"),
        root.getDuration(ROOM + "settle"),
        root.getInt(ROOM + "threshold"),
        root.getInt(ROOM + "streams-per-second"));
  }
}
