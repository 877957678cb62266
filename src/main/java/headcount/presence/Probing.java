package headcount.presence;

/**
 * Linear probing in a table of any length: a length that need not be a power of two may grow by an
 * eighth, so that a large table is never less than two thirds as full as it may be.
 *
 * <p>A hash finds its slot by multiplication instead of division (Lemire, "Fast random integer
 * generation in an interval", 2019).
 */
final class Probing {
  /** From this length on memory counts for more than the moves of growing. */
  private static final int LARGE = 4096;

  private Probing() {}

  /** The slot where a well mixed hash belongs, 0 to length - 1. */
  static int home(long mixed, int length) {
    return (int) (((mixed >>> 32) * length) >>> 32);
  }

  /** The slot after this one; after the last comes the first. */
  static int next(int slot, int length) {
    return slot + 1 == length ? 0 : slot + 1;
  }

  /** How many steps it takes from one slot to the other. */
  static int steps(int from, int to, int length) {
    return to >= from ? to - from : to - from + length;
  }

  /** Whether that many entries are too many: more than three quarters. */
  static boolean tooFull(int entries, int length) {
    return 4L * entries > 3L * length;
  }

  /** The length, at least {@code length}, at which that many entries are not too many. */
  static int enough(int entries, int length) {
    int slots = length;
    while (tooFull(entries, slots)) {
      slots = longer(slots);
    }
    return slots;
  }

  /** The next length of a table that is too full. */
  static int longer(int length) {
    return length + (length >> (length < LARGE ? 2 : 3)) + 1;
  }
}
