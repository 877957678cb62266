package headcount.load;

import java.time.Duration;
import java.util.Optional;

/**
 * Holds what screens show and nodes answer against the truth of the time they may speak of, while a
 * run goes on. Thread-safe.
 */
final class Assessor {
  private static final long SLOWEST_ANSWER = Duration.ofSeconds(60).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Tolerance tolerance;
  private final Course course;
  private Optional<Share> screens = Optional.empty();
  private Pulse.Totals totals = Pulse.Totals.NOTHING;
  private long latest = Long.MIN_VALUE;

  Assessor(Tolerance tolerance) {
    this.tolerance = tolerance;
    this.course = new Course(tolerance.lag().toNanos() + SLOWEST_ANSWER);
  }

  /** Takes the newest moment. */
  synchronized void take(Pulse pulse) {
    course.add(pulse.nanos, pulse.owed, pulse.held);
    totals = pulse.totals;
    latest = pulse.nanos;
    var range = course.over(pulse.nanos - tolerance.lag().toNanos(), pulse.nanos);
    var seen = Share.of("screens", pulse.screens, range, tolerance.leastViewers());
    screens = Share.worst(screens, seen);
    notifyAll();
  }

  /** The numbers of the newest moment. */
  synchronized Pulse.Totals totals() {
    return totals;
  }

  /** The lowest and highest that any screen showed since this was asked last. */
  synchronized Optional<Share> screens() {
    var since = screens;
    screens = Optional.empty();
    return since;
  }

  /**
   * The truth of which an answer may speak that was asked for and came at these times. Waits until
   * that time is known, at most 3 s; then what is known must do.
   */
  synchronized Course.Range truth(long askedNanos, long answeredNanos) {
    var tries = 0;
    while (latest != Long.MIN_VALUE && latest - answeredNanos < 0 && tries++ < 30) {
      try {
        wait(PATIENCE.toMillis() / 30);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new LoadProblem("interrupted");
      }
    }
    var known = latest == Long.MIN_VALUE ? answeredNanos : Math.max(latest, answeredNanos);
    return course.over(askedNanos - tolerance.lag().toNanos(), known);
  }
}
