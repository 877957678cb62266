package headcount.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What the truth about one stream was, moment after moment, so that a count can be held against the
 * stretch of time that it may speak of. Thread-safe.
 */
public final class Moments {
  /**
   * The truth at one moment.
   *
   * @param nanos of a monotonic clock
   * @param truth whose sessions stand
   * @param owed viewers whom the server must count: connected, or lost so lately that they are held
   * @param held viewers whom it may count: connected, or lost so lately that they may still be held
   */
  public record Moment(long nanos, Figures truth, long owed, long held) {
    private Moment at(long otherNanos) {
      return new Moment(otherNanos, truth, owed, held);
    }

    private Moment plus(Figures change, long moreOwed, long moreHeld) {
      return new Moment(nanos, truth.plus(change), owed + moreOwed, held + moreHeld);
    }
  }

  /**
   * The truth over a stretch: the least and the most of each figure.
   *
   * <p>A server hears of changes on several sockets in an order of its own: {@code least} is what
   * held when the stretch began without any of its arrivals, {@code most} without any of its
   * departures.
   *
   * @param owed the least number of viewers whom the server must count
   * @param held the largest number of viewers whom it may count
   */
  public record Span(Figures least, Figures most, long owed, long held) {
    /** Whether these figures may be true at some moment of the stretch. */
    public boolean admits(Figures said) {
      return said.viewers() >= least.viewers()
          && said.viewers() <= most.viewers()
          && said.connections() >= least.connections()
          && said.connections() <= most.connections()
          && said.anonymous() >= least.anonymous()
          && said.anonymous() <= most.anonymous();
    }
  }

  private final List<Moment> moments = new ArrayList<>();

  /** Adds the newest; one after each change. */
  public synchronized void add(Moment moment) {
    moments.add(moment);
  }

  /**
   * The truth as it is now, where it changed at a moment that has passed already: since then it was
   * different by so much. A busy machine comes late to the end of a hold, and no server owes it the
   * count until then.
   */
  public synchronized void addLate(long sinceNanos, Moment now) {
    var last = moments.getLast();
    var change = now.truth().minus(last.truth());
    var owed = now.owed() - last.owed();
    var held = now.held() - last.held();
    var at = lastBefore(sinceNanos);
    moments.add(at + 1, moments.get(at).at(Math.max(sinceNanos, moments.get(at).nanos())));
    for (var later = at + 1; later < moments.size(); later++) {
      moments.set(later, moments.get(later).plus(change, owed, held));
    }
  }

  /**
   * The stretch from one moment to the other, and what was true when it began.
   *
   * @throws IllegalStateException if nothing was noted yet
   */
  public synchronized Span over(long fromNanos, long toNanos) {
    if (moments.isEmpty()) {
      throw new IllegalStateException("no truth was noted yet");
    }
    var at = lastBefore(fromNanos);
    var bounds = new Bounds(moments.get(at));
    for (at++; at < moments.size() && moments.get(at).nanos() - toNanos <= 0; at++) {
      bounds.take(moments.get(at));
    }
    return bounds.span();
  }

  /** The last moment that is not after this one; the first where all are. */
  private int lastBefore(long nanos) {
    var low = 0;
    var high = moments.size() - 1;
    while (low < high) {
      var middle = (low + high + 1) >>> 1;
      if (moments.get(middle).nanos() - nanos <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static final class Bounds {
    private Moment last;
    private Figures least;
    private Figures most;
    private long owed;
    private long held;

    Bounds(Moment first) {
      last = first;
      least = first.truth();
      most = first.truth();
      owed = first.owed();
      held = first.held();
    }

    void take(Moment next) {
      var was = last.truth();
      var is = next.truth();
      least = least.plus(change(was, is, -1));
      most = most.plus(change(was, is, 1));
      owed -= Math.max(0, last.owed() - next.owed());
      held += Math.max(0, next.held() - last.held());
      last = next;
    }

    private static Figures change(Figures was, Figures is, int way) {
      return new Figures(
          change(was.viewers(), is.viewers(), way),
          change(was.connections(), is.connections(), way),
          change(was.anonymous(), is.anonymous(), way));
    }

    private static long change(long was, long is, int way) {
      return way > 0 ? Math.max(0, is - was) : Math.min(0, is - was);
    }

    Span span() {
      return new Span(least, most, owed, held);
    }
  }
}
