package headcount.load;

/** Running numbers of one event loop. For one thread; {@link #seen} is a copy for others. */
final class Tally {
  long live;
  long joins;
  long framesIn;
  long framesOut;
  long reconnects;
  long refused;
  long missed;
  long unseenProbes;
  long latestStepNanos;

  /**
   * The numbers at one moment.
   *
   * @param live sessions that stand
   * @param joins joins sent so far
   * @param framesIn text frames received so far
   * @param framesOut text frames sent so far
   * @param reconnects connections that came back so far
   * @param refused upgrades answered with 503 so far
   */
  record Seen(long live, long joins, long framesIn, long framesOut, long reconnects, long refused) {
    static final Seen NOTHING = new Seen(0, 0, 0, 0, 0, 0);

    Seen plus(Seen other) {
      return new Seen(
          live + other.live,
          joins + other.joins,
          framesIn + other.framesIn,
          framesOut + other.framesOut,
          reconnects + other.reconnects,
          refused + other.refused);
    }
  }

  Seen seen() {
    return new Seen(live, joins, framesIn, framesOut, reconnects, refused);
  }
}
