package headcount.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two stretches of as many steps beside each other. Pure.
 *
 * @param asOf up to when the figures are in
 * @param isFinal whether no figure is expected to change any more
 */
public record Comparison(Stretch current, Stretch previous, Instant asOf, boolean isFinal) {
  /**
   * The average viewers of two steps.
   *
   * @param at the current one's start
   * @param againstAt the previous one's start
   */
  public record Pair(Instant at, Instant againstAt, Change average) {}

  /** Step by step, as far as both go. */
  public List<Pair> pairs() {
    var at = current.steps().starts();
    var againstAt = previous.steps().starts();
    var out = new ArrayList<Pair>();
    for (int i = 0; i < Math.min(at.size(), againstAt.size()); i++) {
      var now = current.sums().get(i);
      var before = previous.sums().get(i);
      var average = Change.of(now.average(), before.average(), now.coverage(), before.coverage());
      out.add(new Pair(at.get(i), againstAt.get(i), average));
    }
    return out;
  }

  /** Average viewers. */
  public Change average() {
    return change(current.whole().average(), previous.whole().average());
  }

  /** The highest. */
  public Change peak() {
    return change(number(current.whole().peak()), number(previous.whole().peak()));
  }

  /** Hours watched. */
  public Change hours() {
    return change(current.hours(), previous.hours());
  }

  /** Distinct viewers. */
  public Change uniques() {
    return change(number(current.uniques().viewers()), number(previous.uniques().viewers()));
  }

  /** Hours on the air. */
  public Change airtime() {
    return change(current.airtimeHours(), previous.airtimeHours());
  }

  /** How many broadcasts were on. */
  public Change broadcasts() {
    return change(number(current.broadcasts()), number(previous.broadcasts()));
  }

  private Change change(@Nullable Double now, @Nullable Double before) {
    return Change.of(now, before, current.whole().coverage(), previous.whole().coverage());
  }

  private static @Nullable Double number(@Nullable Long value) {
    return value == null ? null : (Double) (double) value;
  }
}
