package headcount.audience.synth;

import java.util.SplittableRandom;

/** Random numbers that depend on a seed and on what they are for, not on what was drawn before. */
final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draws() {}

  /** One to one, and without a pattern (the finalizer of SplitMix64). */
  static long mixed(long bits) {
    var z = bits + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Those of one thing. */
  static SplittableRandom of(long seed, long first, long second, long third) {
    return new SplittableRandom(seed(seed, first, second, third));
  }

  static long seed(long seed, long first, long second, long third) {
    return mixed(mixed(mixed(mixed(seed) ^ first) ^ second) ^ third);
  }

  /** One number of 0 to 1, exclusive. */
  static double unit(long seed, long what) {
    return (mixed(seed ^ mixed(what)) >>> 11) * 0x1.0p-53;
  }
}
