package headcount.load;

import java.time.Duration;
import java.util.Set;

/** When a client comes back after its connection ended: the reconnect rules of the protocol. */
final class Backoff {
  private static final Set<Integer> RETURNING = Set.of(1001, 1006, 1012, 1013, 4408, 4429);
  private static final long FIRST = Duration.ofMillis(500).toNanos();
  private static final long LONGEST = Duration.ofSeconds(20).toNanos();

  private Backoff() {}

  /** Whether a client opens a new connection after this close code. */
  static boolean returnsAfter(int closeCode) {
    return RETURNING.contains(closeCode);
  }

  /** Full jitter: somewhere from 0 to the ceiling of this attempt, counted from 0. */
  static long nanos(int attempt, Dice dice) {
    return dice.below(ceilingNanos(attempt) + 1);
  }

  /** The longest wait of this attempt, counted from 0: 0.5 s doubled each time, at most 20 s. */
  static long ceilingNanos(int attempt) {
    return attempt >= 6 ? LONGEST : Math.min(LONGEST, FIRST << Math.max(attempt, 0));
  }

  /** After a 503: the time the server asked for, and up to as much again. */
  static long retryAfterNanos(long seconds, Dice dice) {
    var asked = Duration.ofSeconds(Math.max(seconds, 1)).toNanos();
    return asked + dice.below(asked + 1);
  }
}
