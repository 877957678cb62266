package headcount.app.faults;

import headcount.load.Moments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of a count over a stretch of time, held against the truth.
 *
 * <p>An answer may speak of any moment of the {@link #LAG} before it was asked for, a screen of any
 * moment of the {@link #SCREEN_LAG} before it was looked at: it is held against the truth of that
 * whole stretch. Pure.
 *
 * @param lowest the lowest count served, in percent of the viewers who had to be counted
 * @param highest the highest, in percent of those who might be counted
 * @param screenLowest the same of what screens showed
 * @param screenHighest the same of what screens showed
 * @param serve seconds that the slowest answer of any node took, failed tries before it included
 * @param refusals answers that were not 200
 * @param exact seconds until all counts were true and exact and stayed so
 * @param ghosts seconds until no node counted anybody any more who was not there
 * @param settled whether the last count of every node was true and exact
 * @param wrongExact counts that were called exact and were outside of what might be
 */
record Sight(
    double lowest,
    double highest,
    double screenLowest,
    double screenHighest,
    double serve,
    long refusals,
    double exact,
    double ghosts,
    boolean settled,
    long wrongExact) {
  /** How old a count may be that a node serves: its way from the sockets and the pace of pushes. */
  static final Duration LAG = Duration.ofSeconds(2);

  /** How old a count on a screen may be. */
  static final Duration SCREEN_LAG = Duration.ofSeconds(4);

  /**
   * Looks back.
   *
   * @param looks answers, in the order of time for each node
   * @param glances at screens
   * @param from the moment from which seconds are counted; what was before is left out
   * @param to the end of the stretch
   */
  static Sight of(List<Look> looks, List<Glance> glances, Moments truth, long from, long to) {
    var seen = new Tally(from);
    for (var look : looks) {
      if (look.asked() - from >= 0 && look.answered() - to <= 0) {
        seen.take(look, truth.over(look.asked() - LAG.toNanos(), look.answered()));
      }
    }
    for (var glance : glances) {
      if (glance.at() - from >= 0 && glance.at() - to <= 0) {
        seen.take(glance, truth.over(glance.at() - SCREEN_LAG.toNanos(), glance.at()));
      }
    }
    return seen.sight(to);
  }

  private static final class Tally {
    private final long from;
    private final Map<Integer, Long> unansweredSince = new HashMap<>();
    private final Map<Integer, Boolean> fine = new HashMap<>();
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double screenLowest = Double.POSITIVE_INFINITY;
    private double screenHighest = Double.NEGATIVE_INFINITY;
    private long serve;
    private long refusals;
    private long exact;
    private long ghosts;
    private long wrongExact;

    Tally(long from) {
      this.from = from;
    }

    void take(Look look, Moments.Span span) {
      var since = unansweredSince.getOrDefault(look.node(), look.asked());
      serve = Math.max(serve, look.answered() - since);
      if (!look.ok()) {
        refusals++;
        unansweredSince.put(look.node(), since);
        bad(look);
        return;
      }
      unansweredSince.remove(look.node());
      var viewers = look.said().viewers();
      lowest = Math.min(lowest, percent(viewers, span.owed()));
      highest = Math.max(highest, percent(viewers, span.held()));
      if (viewers > span.most().viewers()
          || look.said().connections() > span.most().connections()) {
        ghosts = look.answered() - from;
      }
      if (look.exact() && (viewers < span.owed() || viewers > span.held())) {
        wrongExact++;
      }
      if (look.exact() && span.admits(look.said())) {
        fine.put(look.node(), true);
      } else {
        bad(look);
      }
    }

    private void bad(Look look) {
      fine.put(look.node(), false);
      exact = Math.max(exact, look.answered() - from);
    }

    void take(Glance glance, Moments.Span span) {
      screenLowest = Math.min(screenLowest, percent(glance.least(), span.owed()));
      screenHighest = Math.max(screenHighest, percent(glance.most(), span.held()));
    }

    /** Nobody there: any count but 0 is infinitely wrong. */
    private static double percent(long said, long whole) {
      if (whole == 0) {
        return said == 0 ? 100 : Double.POSITIVE_INFINITY;
      }
      return 100.0 * said / whole;
    }

    Sight sight(long to) {
      for (var since : unansweredSince.values()) {
        serve = Math.max(serve, to - since);
      }
      var settled = !fine.isEmpty() && fine.values().stream().allMatch(each -> each);
      return new Sight(
          lowest,
          highest,
          screenLowest,
          screenHighest,
          serve / 1e9,
          refusals,
          exact / 1e9,
          ghosts / 1e9,
          settled,
          wrongExact);
    }
  }
}
