package headcount.load;

import java.util.Optional;

/**
 * The lowest and the highest count that was said at a moment, in percent of the truth: of those
 * whom servers had to count, and of those whom they might.
 */
record Share(Part lowest, Part highest) {
  /** The stream of a count that is the sum over all. */
  static final int ALL = -1;

  /**
   * One count in percent of the truth.
   *
   * @param who said it
   * @param stream its number, or {@link #ALL}
   * @param said how many viewers
   * @param truth the least that had to be said, or the most that might
   */
  record Part(String who, int stream, long said, long truth) {
    double percent() {
      return 100.0 * said / truth;
    }
  }

  /**
   * Holds a reading against the truth: the sum of all streams that it speaks of, and each stream by
   * itself that has enough viewers. Nothing where none is so large.
   */
  static Optional<Share> of(String who, Reading reading, Course.Range truth, int leastViewers) {
    var all =
        of(
            new Part(who, ALL, sum(reading, false), truth.owed(reading::says)),
            new Part(who, ALL, sum(reading, true), truth.held(reading::says)),
            leastViewers);
    for (var stream = 0; stream < reading.streams(); stream++) {
      if (reading.says(stream)) {
        var one =
            of(
                new Part(who, stream, reading.least(stream), truth.owed(stream)),
                new Part(who, stream, reading.most(stream), truth.held(stream)),
                leastViewers);
        all = worst(all, one);
      }
    }
    return all;
  }

  private static Optional<Share> of(Part lowest, Part highest, int leastViewers) {
    return lowest.truth >= leastViewers
        ? Optional.of(new Share(lowest, highest))
        : Optional.empty();
  }

  private static long sum(Reading reading, boolean most) {
    var sum = 0L;
    for (var stream = 0; stream < reading.streams(); stream++) {
      if (reading.says(stream)) {
        sum += most ? reading.most(stream) : reading.least(stream);
      }
    }
    return sum;
  }

  /** The lower of both lowest and the higher of both highest. */
  static Optional<Share> worst(Optional<Share> one, Optional<Share> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    var a = one.get();
    var b = other.get();
    return Optional.of(
        new Share(
            a.lowest.percent() <= b.lowest.percent() ? a.lowest : b.lowest,
            a.highest.percent() >= b.highest.percent() ? a.highest : b.highest));
  }
}
