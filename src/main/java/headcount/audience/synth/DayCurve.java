package headcount.audience.synth;

import headcount.audience.BusinessDay;
import java.time.DayOfWeek;

/**
 * How the platform's viewers go through the day and the week, as factors of 1 on average: in Seoul
 * the hour from 22 h is the fullest, that from 6 h the emptiest, and a day at the weekend has 1.18
 * times the viewers of a working day.
 */
final class DayCurve {
  static final double WEEKEND = 1.18;

  private static final double TROUGH = 6.5;
  private static final double RISE_HOURS = 16;
  private static final double FALL_HOURS = 8;
  private static final double SWING = 0.5;
  private static final double MEAN_OF_WEEK = (5 + 2 * WEEKEND) / 7;
  private static final double MOOD = 0.03;

  private DayCurve() {}

  /**
   * @param hour of the day in Seoul, 0 to 24
   */
  static double ofHour(double hour) {
    var since = ((hour - TROUGH) % 24 + 24) % 24;
    var wave =
        since < RISE_HOURS
            ? -Math.cos(Math.PI * since / RISE_HOURS)
            : Math.cos(Math.PI * (since - RISE_HOURS) / FALL_HOURS);
    return 1 + SWING * wave;
  }

  /** Of the day of the week, and of nothing that anybody could know beforehand (3 %). */
  static double ofDay(long seed, BusinessDay day) {
    var mood = 1 + MOOD * Draws.of(seed, 1, day.date().toEpochDay(), 0).nextGaussian();
    return weekday(day) * mood;
  }

  static double weekday(BusinessDay day) {
    var of = day.date().getDayOfWeek();
    return (of == DayOfWeek.SATURDAY || of == DayOfWeek.SUNDAY ? WEEKEND : 1) / MEAN_OF_WEEK;
  }
}
