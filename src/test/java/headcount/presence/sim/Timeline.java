package headcount.presence.sim;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Simulated time in milliseconds, what is to happen when, and all chance. */
final class Timeline {
  private record Event(long at, int rank, long order, Runnable action)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      if (at != other.at) {
        return Long.compare(at, other.at);
      }
      return rank != other.rank ? rank - other.rank : Long.compare(order, other.order);
    }
  }

  final SplittableRandom random;
  private final boolean traced;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long order;
  private long now;

  Timeline(long seed, boolean traced) {
    this.random = new SplittableRandom(seed);
    this.traced = traced;
  }

  long now() {
    return now;
  }

  /** Something happens after so many ms; deliveries come before ticks of the same moment. */
  void after(long millis, Runnable action) {
    events.add(new Event(now + millis, 1, order++, action));
  }

  void deliverAfter(long millis, Runnable action) {
    events.add(new Event(now + millis, 0, order++, action));
  }

  /** Lets everything happen until that moment. */
  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event next = events.poll();
      now = next.at();
      next.action().run();
    }
    now = end;
  }

  /** Between both, inclusive. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  void trace(String format, @Nullable Object... arguments) {
    if (traced) {
      System.out.printf("%8d  %s%n", now, String.format(format, arguments));
    }
  }
}
