package headcount.load;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How far counts may be from the truth while a run goes on.
 *
 * @param dipPercent how far below 100 % of those whom servers must count; zero: not judged
 * @param overshootPercent how far above 100 % of those whom they may count; zero: not judged
 * @param leastViewers a stream is judged by itself from that many viewers on
 * @param lag how old a count may be that is served or shown
 * @param owed how long a server must go on counting whom it closed or lost; zero: not at all
 * @param held how long it may
 */
record Tolerance(
    double dipPercent,
    double overshootPercent,
    int leastViewers,
    Duration lag,
    Duration owed,
    Duration held) {
  /** Nothing is judged, and whoever is lost is gone. */
  static final Tolerance NONE = new Tolerance(0, 0, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  Tolerance {
    LoadProblem.unless(
        dipPercent >= 0 && overshootPercent >= 0,
        "judging.dip-percent and overshoot-percent must be 0 or more, were %s and %s",
        dipPercent,
        overshootPercent);
    LoadProblem.unless(
        leastViewers >= 1, "judging.least-viewers must be 1 or more, was %s", leastViewers);
    LoadProblem.unless(
        held.compareTo(owed) >= 0,
        "judging.held must be at least judging.owed, %s was below %s",
        held,
        owed);
  }

  static Tolerance from(Config judging) {
    return new Tolerance(
        judging.getDouble("dip-percent"),
        judging.getDouble("overshoot-percent"),
        judging.getInt("least-viewers"),
        judging.getDuration("lag"),
        judging.getDuration("owed"),
        judging.getDuration("held"));
  }

  /** Whether so low and so high a count, in percent, is within what is judged. */
  boolean admits(Share share) {
    return (dipPercent == 0 || share.lowest().percent() >= 100 - dipPercent)
        && (overshootPercent == 0 || share.highest().percent() <= 100 + overshootPercent);
  }
}
