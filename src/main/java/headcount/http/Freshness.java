package headcount.http;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an answer about the past may be kept: until the next slot is in where its end is open,
 * an hour while late records may change it, a day when nothing is expected any more.
 */
final class Freshness {
  private static final Duration FINAL = Duration.ofDays(1);
  private static final Duration PROVISIONAL = Duration.ofHours(1);
  private static final Duration OPEN = Duration.ofMinutes(20);
  private static final long SLOT_SECONDS = 300;
  private static final long WRITTEN_SECONDS = 10;

  private Freshness() {}

  /**
   * How long.
   *
   * @param to the range's end
   * @param fixed whether the same question tomorrow is about the same days
   */
  static Duration of(Instant to, boolean isFinal, boolean fixed, Instant now) {
    if (isFinal && fixed) {
      return FINAL;
    }
    if (closed(to, now)) {
      return PROVISIONAL;
    }
    var sinceBorder = Math.floorMod(now.getEpochSecond(), SLOT_SECONDS);
    return Duration.ofSeconds(SLOT_SECONDS - sinceBorder + WRITTEN_SECONDS);
  }

  /** Whether only late records can still change what lies before that end. */
  static boolean closed(Instant to, Instant now) {
    return to.isBefore(now.minus(OPEN));
  }
}
