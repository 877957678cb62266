package headcount.app.faults;

import java.util.Locale;

/** A number that the table has a column for. */
enum Figure {
  /** The lowest count that a node served, in percent of those whom it had to count. */
  LOWEST("lowest %", 2),
  /** The highest count that a node served, in percent of those whom it might count. */
  HIGHEST("highest %", 2),
  /** Seconds that the slowest answer of a live node took, refusals on the way included. */
  SERVE("s to serve", 1),
  /** Seconds from the fault until every live node's count was true, called exact, and stayed so. */
  EXACT("s to exact", 1),
  /** Seconds from the fault until nobody was counted any more who was not there. */
  GHOSTS("ghosts, s", 1),
  /** Records that should be in the database and are not. */
  LOST("lost", 0),
  /** Records that are in the database twice. */
  DOUBLED("doubled", 0),
  /** The largest node's resident memory in MiB. */
  MEMORY("MiB", 0);

  private final String heading;
  private final int decimals;

  Figure(String heading, int decimals) {
    this.heading = heading;
    this.decimals = decimals;
  }

  String heading() {
    return heading;
  }

  String text(double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
