package headcount.app.faults;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import java.util.Set;

/** What most rows must keep, checked over all that was seen since the mark. */
final class Promises {
  private final Scene scene;
  private final Report report;
  private final Set<Integer> struck;
  private final Sight sight;

  private Promises(Scene scene, Report report, Set<Integer> struck) {
    this.scene = scene;
    this.report = report;
    this.struck = struck;
    this.sight = scene.reported(report);
  }

  /**
   * Looks back from now, and writes the figures into the report.
   *
   * @param struck nodes whose sockets may end
   */
  static Promises of(Scene scene, Report report, Integer... struck) {
    return new Promises(scene, report, Set.of(struck));
  }

  Sight sight() {
    return sight;
  }

  /** No session on another node was ended by its server. */
  Promises elsewhereLives() {
    var ended =
        scene.crowd().closings().stream()
            .filter(closing -> !struck.contains(closing.node()))
            .toList();
    var words =
        ended.isEmpty() ? "no socket on another node ended" : "sockets elsewhere ended: " + ended;
    report.promise(ended.isEmpty(), words);
    return this;
  }

  /** Every live node answered every question with 200. */
  Promises answersThroughout() {
    report.promise(
        sight.refusals() == 0,
        sight.refusals() == 0
            ? "every live node answered throughout"
            : sight.refusals() + " questions of live nodes were not answered with 200");
    return this;
  }

  /** No count, served or on a screen, left these bounds, in percent. */
  Promises countStays(double least, double most) {
    var kept = sight.lowest() >= least && sight.highest() <= most;
    report.promise(kept, text("served counts %.2f to %.2f %%", sight.lowest(), sight.highest()));
    var shown = sight.screenLowest() >= least && sight.screenHighest() <= most;
    report.promise(
        shown, text("screens %.2f to %.2f %%", sight.screenLowest(), sight.screenHighest()));
    report.promise(
        sight.wrongExact() == 0,
        sight.wrongExact() == 0
            ? "nothing wrong was called exact"
            : sight.wrongExact() + " wrong counts were called exact");
    return this;
  }

  /** Everything true and exact so many seconds after the mark, and from then on. */
  Promises exactWithin(double seconds) {
    var kept = sight.settled() && sight.exact() <= seconds;
    report.promise(
        kept,
        sight.settled()
            ? text("exact after %.1f s", sight.exact())
            : text("not exact, %.1f s after the fault", sight.exact()));
    return this;
  }

  /** Nobody counted who is not there so many seconds after the mark. */
  Promises ghostsGoneWithin(double seconds) {
    report.promise(sight.ghosts() <= seconds, text("ghosts gone after %.1f s", sight.ghosts()));
    return this;
  }

  @FormatMethod
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
