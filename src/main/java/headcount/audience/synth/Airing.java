package headcount.audience.synth;

import headcount.audience.BusinessDay;
import java.util.SplittableRandom;

/**
 * How broadcasts lie around their usual hour: they begin within some 45 minutes of it, and last
 * lognormally, 3 h in the median, 20 h at most. Those of the largest broadcasters differ less.
 */
final class Airing {
  static final double MEDIAN_HOURS = 3;

  private static final double SIGMA = 0.6;
  private static final double SIGMA_OF_LARGE = 0.3;
  private static final double LONGEST_HOURS = 20;
  private static final double SPREAD_HOURS = 0.75;
  private static final int SAMPLES = 40_000;
  private static final int STEPS_PER_HOUR = 4;
  private static final int STEPS = 24 * STEPS_PER_HOUR;
  private static final int USUAL_HOURS = 2;

  private final double sigma;
  private final double[] onAir = new double[STEPS];
  private final double meanHours;

  /**
   * @param large whether it is for the largest ones
   */
  Airing(long seed, boolean large) {
    this.sigma = large ? SIGMA_OF_LARGE : SIGMA;
    var draws = Draws.of(seed, 2, 0, 0);
    var sum = 0.0;
    for (int i = 0; i < SAMPLES; i++) {
      var start = late(draws);
      var hours = Math.min(hours(draws), untilNext(draws));
      sum += hours;
      for (var on = 0.5 / STEPS_PER_HOUR; on < hours; on += 1.0 / STEPS_PER_HOUR) {
        onAir[step(start + on)] += Profile.filled(on * 60) / SAMPLES;
      }
    }
    meanHours = sum / SAMPLES;
  }

  /** Hours after the usual one; negative: before. */
  static double late(SplittableRandom draws) {
    return SPREAD_HOURS * draws.nextGaussian();
  }

  double hours(SplittableRandom draws) {
    return Math.min(LONGEST_HOURS, MEDIAN_HOURS * Math.exp(sigma * draws.nextGaussian()));
  }

  /** Two in three times the other usual hour of the day, 6 to 18 hours later, is taken, too. */
  private static double untilNext(SplittableRandom draws) {
    return draws.nextDouble() < 0.67 ? 6 + 12 * draws.nextDouble() : LONGEST_HOURS;
  }

  /** How likely each of a broadcaster's two usual hours of a day is taken. */
  double chance() {
    return 24.0 / SynthPlan.BROADCASTERS_PER_STREAM / USUAL_HOURS / meanHours;
  }

  /**
   * Whether a usual hour is taken on the day: as often as is likely, and in turn.
   *
   * @param phase of the turn, 0 to 1
   */
  boolean takes(BusinessDay day, double phase) {
    var turn = day.date().toEpochDay() * chance() + phase;
    return turn - Math.floor(turn) < chance();
  }

  /** How likely it is to be on so many hours after its usual hour, while it fills in part. */
  double onAir(double hoursAfter) {
    return chance() * onAir[step(hoursAfter)];
  }

  private static int step(double hours) {
    return Math.floorMod((int) Math.floor(hours * STEPS_PER_HOUR), STEPS);
  }
}
