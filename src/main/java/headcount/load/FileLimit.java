package headcount.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files, and so sockets, one process may have open. */
final class FileLimit {
  private static final int OTHER_FILES = 300;
  private static final int REPLACED_SHARE = 10;
  private static final int MOST_PROCESSES = 100;

  /** Shares of people with several tabs are not quite equal. */
  private static final double UNEVEN = 1.05;

  private FileLimit() {}

  /** This process' own limit; the largest number where the system names none. */
  static long ofThisProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /** What so many sockets need: a tenth more while some are being replaced, and some hundred. */
  static long needed(int sockets) {
    return (long) sockets + sockets / REPLACED_SHARE + OTHER_FILES;
  }

  /** In how many processes so many sockets are played where each may have that many files. */
  static int processes(int sockets, long limit) {
    var processes = 1;
    while (processes < MOST_PROCESSES
        && needed(1 + (int) (UNEVEN * sockets / processes)) > limit
        && needed(sockets) > limit) {
      processes++;
    }
    return processes;
  }

  /**
   * Refuses a script that one process cannot play.
   *
   * @throws LoadProblem if it wants more open files than that; the message says what to do
   */
  static void check(Script script, long limit) {
    var sockets = script.mostSockets();
    var needed = needed(sockets);
    LoadProblem.unless(
        needed <= limit,
        "up to %,d sockets stand at once, which takes %,d open files; this process may have %,d:"
            + " raise the limit (ulimit -n %d), or play a part of the scenario (--scale %.2f)",
        sockets,
        needed,
        limit,
        needed,
        Math.max(0.01, Math.floor(90.0 * (limit - OTHER_FILES) / Math.max(1, sockets)) / 100));
  }
}
