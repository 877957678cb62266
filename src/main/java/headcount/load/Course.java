package headcount.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What the truth about every stream was over the last stretch of time, moment after moment.
 *
 * <p>For one thread; a {@link Range} may go to another.
 */
final class Course {
  private static final class Moment {
    private final long nanos;
    private final int[] owed;
    private final int[] held;

    Moment(long nanos, int[] owed, int[] held) {
      this.nanos = nanos;
      this.owed = owed;
      this.held = held;
    }
  }

  private final long keptNanos;
  private final ArrayDeque<Moment> moments = new ArrayDeque<>();

  /** An empty one that forgets what is older than that. */
  Course(long keptNanos) {
    this.keptNanos = keptNanos;
  }

  /**
   * Adds the newest moment.
   *
   * @param owed by stream: viewers whom servers must count; not to be changed afterwards
   * @param held by stream: viewers whom they may count; not to be changed afterwards
   */
  void add(long nanos, int[] owed, int[] held) {
    while (moments.size() > 1 && nanos - moments.getFirst().nanos > keptNanos) {
      moments.removeFirst();
    }
    moments.addLast(new Moment(nanos, owed, held));
  }

  /** The stretch from one moment to the other, and what was true when it began. */
  Range over(long fromNanos, long toNanos) {
    var within = new ArrayList<Moment>();
    for (var moment : moments) {
      if (moment.nanos - fromNanos <= 0) {
        within.clear();
      }
      if (moment.nanos - toNanos <= 0 || within.isEmpty()) {
        within.add(moment);
      }
    }
    return new Range(within);
  }

  /** The truth over a stretch. Immutable. */
  static final class Range {
    private final List<Moment> moments;

    private Range(List<Moment> moments) {
      this.moments = moments;
    }

    boolean empty() {
      return moments.isEmpty();
    }

    /** The least that servers had to count of these streams together, at any moment. */
    long owed(IntPredicate which) {
      return moments.stream().mapToLong(moment -> sum(moment.owed, which)).min().orElse(0);
    }

    /** The most that they might count of these streams together, at any moment. */
    long held(IntPredicate which) {
      return moments.stream().mapToLong(moment -> sum(moment.held, which)).max().orElse(0);
    }

    long owed(int stream) {
      return moments.stream().mapToLong(moment -> moment.owed[stream]).min().orElse(0);
    }

    long held(int stream) {
      return moments.stream().mapToLong(moment -> moment.held[stream]).max().orElse(0);
    }

    private static long sum(int[] viewers, IntPredicate which) {
      var sum = 0L;
      for (var stream = 0; stream < viewers.length; stream++) {
        sum += which.test(stream) ? viewers[stream] : 0;
      }
      return sum;
    }
  }
}
