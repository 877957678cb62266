package headcount.audience.synth;

import java.util.SplittableRandom;

/**
 * When each broadcaster usually begins (two hours of the day) and how many viewers it has.
 *
 * <p>Sizes and a factor for each hour of the day are fitted in turn, so that every broadcaster has
 * its share of the hours watched and the platform's day the shape that it should have: iterative
 * proportional fitting. Thread-safe.
 */
final class Habits {
  private static final int HOURS = 24;
  private static final int ROUNDS = 30;
  private static final double LEAST_APART = 6;
  private static final double FULLEST = 19;
  private static final double FAVOUR = 0.8;
  private static final double BOUND = 5;

  private static final int LARGE = 100;

  private final Airing large;
  private final Airing others;
  private final double[][] usual;
  private final double[] sizes;
  private final double[] factors = new double[HOURS];

  Habits(SynthPlan plan) {
    this.large = new Airing(plan.seed(), true);
    this.others = new Airing(plan.seed(), false);
    var count = plan.broadcasters();
    this.usual = new double[count][];
    this.sizes = new double[count];
    var on = new float[count][HOURS];
    for (int i = 0; i < count; i++) {
      usual[i] = hours(Draws.of(plan.seed(), 3, i, 0));
      for (int hour = 0; hour < HOURS; hour++) {
        for (var start : usual[i]) {
          on[i][hour] += (float) airing(i).onAir(hour + 0.5 - start);
        }
      }
    }
    fit(on, Sizes.shares(count), plan.streams() * SynthPlan.VIEWERS_PER_STREAM);
  }

  /** The usual hour, 0 to 24. */
  double usual(int broadcaster, int nth) {
    return usual[broadcaster][nth];
  }

  /** How many broadcasts a day has at most. */
  int perDay() {
    return usual[0].length;
  }

  /** How its broadcasts lie around their usual hours. */
  Airing airing(int broadcaster) {
    return broadcaster < LARGE ? large : others;
  }

  /** Viewers on average while it is on, before the hour's factor. */
  double size(int broadcaster) {
    return sizes[broadcaster];
  }

  /** The factor of that hour of the day in Seoul, between whole ones in proportion. */
  double factor(double hour) {
    var from = hour - 0.5;
    var low = (int) Math.floor(from);
    var part = from - low;
    return factors[Math.floorMod(low, HOURS)] * (1 - part)
        + factors[Math.floorMod(low + 1, HOURS)] * part;
  }

  private static double[] hours(SplittableRandom draws) {
    var first = hour(draws);
    double second;
    double apart;
    do {
      second = hour(draws);
      apart = Math.abs(first - second);
    } while (Math.min(apart, HOURS - apart) < LEAST_APART);
    return new double[] {first, second};
  }

  private static double hour(SplittableRandom draws) {
    while (true) {
      var hour = draws.nextDouble(HOURS);
      var favour = 1 + FAVOUR * Math.cos(2 * Math.PI * (hour - FULLEST) / HOURS);
      if (draws.nextDouble(1 + FAVOUR) < favour) {
        return hour;
      }
    }
  }

  private void fit(float[][] on, double[] shares, double viewers) {
    java.util.Arrays.fill(factors, 1);
    for (int round = 0; round < ROUNDS; round++) {
      var sums = new double[HOURS];
      for (int i = 0; i < sizes.length; i++) {
        var own = 0.0;
        for (int hour = 0; hour < HOURS; hour++) {
          own += on[i][hour] * factors[hour];
        }
        sizes[i] = shares[i] * viewers * HOURS / own;
        for (int hour = 0; hour < HOURS; hour++) {
          sums[hour] += sizes[i] * on[i][hour];
        }
      }
      for (int hour = 0; hour < HOURS; hour++) {
        var factor = viewers * DayCurve.ofHour(hour + 0.5) / sums[hour];
        factors[hour] = Math.clamp(factor, 1 / BOUND, BOUND);
      }
    }
  }
}
