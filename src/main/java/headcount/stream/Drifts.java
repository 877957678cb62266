package headcount.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges what is wrong for good: a stream that two looks show to be off, in two checks in a row and
 * to the same side. What the entity heard to move between the two looks may as well be on its way,
 * so it is taken off the difference. Pure; not thread-safe.
 */
final class Drifts {
  private final int threshold;
  private Map<String, Off> before = Map.of();

  /**
   * How a stream is off.
   *
   * @param counted connections that are counted too many, or if negative, too few
   * @param stored by how much the store differs
   */
  record Off(Sight seen, int counted, int stored) {
    /** The larger of both. */
    int size() {
      return Math.max(Math.abs(counted), stored);
    }

    private boolean standsAfter(Off former, int threshold) {
      boolean sameSide = Integer.signum(counted) == Integer.signum(former.counted);
      return (sameSide && Math.abs(counted) > threshold && Math.abs(former.counted) > threshold)
          || (stored > threshold && former.stored > threshold);
    }
  }

  /**
   * What a check came to.
   *
   * @param drift all differences above the threshold, summed
   * @param standing what was off in the check before, too
   */
  record Verdict(long drift, List<Sight> standing) {}

  /**
   * Expects nothing to be off.
   *
   * @param threshold the largest difference that is left alone
   */
  Drifts(int threshold) {
    this.threshold = threshold;
  }

  /** Whether a stream is worth a second look. */
  boolean suspect(Sight sight) {
    return sight.exact() && sight.off() > threshold;
  }

  /** A check's two looks at the suspects, a while apart; no suspects are no drift. */
  Verdict judge(Sightings.Seen first, Sightings.Seen second) {
    var earlier = new HashMap<String, Sight>();
    first.streams().forEach(sight -> earlier.put(sight.stream(), sight));
    boolean everybody =
        first.silent().isEmpty() && second.silent().isEmpty() && first.nodes() == second.nodes();
    var now = new HashMap<String, Off>();
    var standing = new ArrayList<Sight>();
    long drift = 0;
    for (Sight sight : second.streams()) {
      var was = earlier.get(sight.stream());
      var off = was == null ? null : off(was, sight, everybody);
      if (off != null && off.size() > threshold) {
        now.put(sight.stream(), off);
        drift += off.size();
        var former = before.get(sight.stream());
        if (former != null && off.standsAfter(former, threshold)) {
          standing.add(sight);
          now.remove(sight.stream());
        }
      }
    }
    before = now;
    return new Verdict(drift, standing);
  }

  private static Off off(Sight was, Sight is, boolean everybody) {
    long moved = is.moves() - was.moves();
    if (!was.exact() || !is.exact() || moved < 0) {
      return new Off(is, 0, 0);
    }
    int counted = everybody ? is.counted() - is.reported() : 0;
    return new Off(
        is,
        Integer.signum(counted) * beyond(Math.abs(counted), moved),
        beyond(is.storedOff(), moved));
  }

  private static int beyond(int difference, long moved) {
    return (int) Math.max(0, difference - moved);
  }
}
