package headcount.load;

import java.time.Duration;
import java.util.List;

/**
 * Everything a run will do, fixed before it begins: the cast, the steps by time, the end.
 *
 * @param cast who takes part
 * @param steps what they do, by time
 * @param streams names of all streams; the probes' own come last
 * @param length when the run's last phase is over
 */
record Script(Cast cast, List<Step> steps, List<String> streams, Duration length) {
  Script {
    steps = List.copyOf(steps);
    streams = List.copyOf(streams);
  }

  /**
   * The share of one process of several, numbered from 0: every so-many-th person with all their
   * tabs, every so-many-th pair of probes; tabs, people and probes numbered anew.
   */
  Script part(int number, int processes) {
    return processes == 1 ? this : new ScriptPart(this, number, processes).cut();
  }

  /** The largest number of sockets that stand at once if all goes well; the silent dead stand. */
  int mostSockets() {
    var standing = 0;
    var most = 0;
    for (var step : steps) {
      if (step.action() == Action.OPEN || step.action() == Action.VANISH) {
        most = Math.max(most, ++standing);
      } else if (step.action() == Action.CLOSE) {
        standing--;
      }
    }
    return most;
  }
}
