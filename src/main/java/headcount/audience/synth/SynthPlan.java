package headcount.audience.synth;

import headcount.audience.BusinessDay;
import java.time.Duration;
import java.time.Instant;

/**
 * What the synthetic audience is to be like; the same plan makes the same rows.
 *
 * @param seed of every choice
 * @param streams live ones on average, 1 to 50,000; five times as many broadcasters take turns
 * @param first the first business day
 * @param until end of the last slot, exclusive; on a border of five minutes
 * @param sessions about how many tabs are kept, as a sample of those that watched; 0: none
 */
public record SynthPlan(long seed, int streams, BusinessDay first, Instant until, long sessions) {
  /** How long a slot is. */
  public static final Duration SLOT = Duration.ofMinutes(5);

  /** Viewers of a live stream on average: 250,000 on 10,000 streams. */
  public static final double VIEWERS_PER_STREAM = 25;

  /** Of the day, a broadcaster is on for the reciprocal of that on average. */
  static final int BROADCASTERS_PER_STREAM = 5;

  private static final int MOST_STREAMS = 50_000;
  private static final long MOST_SESSIONS = 1_000_000_000;

  public SynthPlan {
    if (streams < 1 || streams > MOST_STREAMS) {
      throw new IllegalArgumentException("streams must be 1 to 50,000, was " + streams);
    }
    if (sessions < 0 || sessions > MOST_SESSIONS) {
      throw new IllegalArgumentException("sessions must be 0 to 1,000,000,000, was " + sessions);
    }
    if (until.toEpochMilli() % SLOT.toMillis() != 0 || !until.isAfter(first.start())) {
      throw new IllegalArgumentException(
          "until must be on a border of five minutes and after "
              + first.start()
              + ", was "
              + until);
    }
  }

  /** How many broadcasters there are. */
  public int broadcasters() {
    return streams * BROADCASTERS_PER_STREAM;
  }

  /** Different people in the sample of sessions: each has six of them on average. */
  public int viewers() {
    return Math.toIntExact(Math.max(10, sessions / 6));
  }

  /** How many days it spans; the last one may be a part. */
  public double days() {
    return (double) Duration.between(first.start(), until).toMillis()
        / BusinessDay.LENGTH.toMillis();
  }

  /** About how many rows of history that makes. */
  public long rows() {
    return Math.round(days() * BusinessDay.LENGTH.dividedBy(SLOT) * streams * 1.03);
  }
}
