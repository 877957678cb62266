package headcount.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes the truth five times a second and holds what screens show against it. Lives on the stage's
 * event loop.
 */
final class Gauge {
  private static final long ROUND = Duration.ofMillis(200).toNanos();
  private static final long SLOWEST_ANSWER = Duration.ofSeconds(60).toNanos();
  private static final long FIRST_PUSH = Duration.ofSeconds(1).toNanos();

  private final Stage stage;
  private final List<Tab> tabs;
  private final int streams;
  private final Tolerance tolerance;
  private final Course course;
  private Optional<Share> screens = Optional.empty();

  Gauge(Stage stage, List<Tab> tabs, int streams, Tolerance tolerance) {
    this.stage = stage;
    this.tabs = tabs;
    this.streams = streams;
    this.tolerance = tolerance;
    this.course = new Course(tolerance.lag().toNanos() + SLOWEST_ANSWER);
  }

  /** Begins, and goes on as long as the loop runs. */
  void start() {
    var now = stage.nanos();
    course.add(now, viewers(stage.ledger().owed), viewers(stage.ledger().held));
    var lag = tolerance.lag().toNanos();
    var reading = new Reading(streams);
    for (var tab : tabs) {
      tab.screen().read(reading, now - lag - FIRST_PUSH);
    }
    var seen = Share.of("screens", reading, course.over(now - lag, now), tolerance.leastViewers());
    screens = Share.worst(screens, seen);
    stage.later(ROUND, this::start);
  }

  /** The lowest and highest that any screen showed since this was asked last. */
  Optional<Share> screens() {
    var since = screens;
    screens = Optional.empty();
    return since;
  }

  /** The truth of which an answer may speak that was asked for and came at these times. */
  Course.Range truth(long askedNanos, long answeredNanos) {
    return course.over(askedNanos - tolerance.lag().toNanos(), answeredNanos);
  }

  private int[] viewers(Truth truth) {
    var viewers = new int[streams];
    for (var stream = 0; stream < streams; stream++) {
      viewers[stream] = truth.viewers(stream);
    }
    return viewers;
  }
}
