package headcount.load;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices by weight: the same seed, the same choices. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  long below(long bound) {
    return bound <= 0 ? 0 : random.nextLong(bound);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** A position in the list, each as likely as its weight says. */
  int weighted(List<Integer> weights) {
    var total = 0;
    for (var weight : weights) {
      total += weight;
    }
    var left = random.nextInt(total);
    for (var at = 0; at < weights.size(); at++) {
      left -= weights.get(at);
      if (left < 0) {
        return at;
      }
    }
    return weights.size() - 1;
  }

  /** A position in rising sums, as likely as its share of the last sum. */
  int cumulative(double[] sums) {
    var at = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return Math.min(at < 0 ? -at - 1 : at + 1, sums.length - 1);
  }

  /** A stretch of time without memory, that long on average. */
  long exponential(long mean) {
    return (long) (-Math.log(1 - random.nextDouble()) * mean);
  }

  /** Moments within a stretch, by time: independent arrivals, their number given. */
  long[] moments(int number, long begin, long length) {
    var moments = new long[number];
    Arrays.setAll(moments, _ -> begin + below(length));
    Arrays.sort(moments);
    return moments;
  }

  /** Rising sums of 1/rank^skew. */
  static double[] zipf(int number, double skew) {
    var sums = new double[number];
    var sum = 0.0;
    for (var at = 0; at < number; at++) {
      sum += 1 / Math.pow(at + 1.0, skew);
      sums[at] = sum;
    }
    return sums;
  }

  /** Numbers from 0 below the bound in random order. */
  int[] shuffled(int bound) {
    var order = new int[bound];
    Arrays.setAll(order, at -> at);
    for (var at = bound - 1; at > 0; at--) {
      var other = random.nextInt(at + 1);
      var kept = order[at];
      order[at] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
