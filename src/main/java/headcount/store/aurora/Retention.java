package headcount.store.aurora;

import com.typesafe.config.Config;
import java.time.Period;

/**
 * How long rows of the past are kept, as {@code headcount.store.aurora} says. What a partition
 * holds goes as one, when all of it is old enough.
 *
 * @param sessionDays of {@code user_sessions}, 1 to 90
 * @param historyMonths of {@code viewer_history}, 1 to 120
 * @param dailyMonths of {@code daily_statistics}, 1 to 120
 * @param slotMonths of {@code audience_slots}, 1 to 120
 * @param sketchDays of {@code audience_sketches}, 8 to 800: returning viewers are looked for in
 *     those of 7 days
 */
public record Retention(
    int sessionDays, int historyMonths, int dailyMonths, int slotMonths, int sketchDays) {
  private static final int LONGEST_MONTHS = 120;

  /** As long as the settings allow. */
  static final Retention LONGEST =
      new Retention(90, LONGEST_MONTHS, LONGEST_MONTHS, LONGEST_MONTHS, 800);

  /** Refuses times out of bounds, naming the setting. */
  public Retention {
    within("session-days", sessionDays, 1, 90);
    within("history-months", historyMonths, 1, LONGEST_MONTHS);
    within("daily-months", dailyMonths, 1, LONGEST_MONTHS);
    within("slot-months", slotMonths, 1, LONGEST_MONTHS);
    within("sketch-days", sketchDays, 8, 800);
  }

  static Retention from(Config room) {
    return new Retention(
        room.getInt("session-days"),
        room.getInt("history-months"),
        room.getInt("daily-months"),
        room.getInt("slot-months"),
        room.getInt("sketch-days"));
  }

  Period of(PartitionedTable table) {
    return switch (table) {
      case VIEWER_HISTORY -> Period.ofMonths(historyMonths);
      case USER_SESSIONS -> Period.ofDays(sessionDays);
      case DAILY_STATISTICS -> Period.ofMonths(dailyMonths);
      case AUDIENCE_SKETCHES -> Period.ofDays(sketchDays);
    };
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "headcount.store.aurora.%s must be %d to %d, was %d".formatted(name, least, most, value));
    }
  }
}
