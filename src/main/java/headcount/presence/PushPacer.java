package headcount.presence;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides when one node shows a stream's count to its tabs: at once after quiet, then paced by the
 * audience, and slower where the node's budget for pushes asks for it; the newest only, and always
 * the last of a burst. Not thread-safe.
 */
public final class PushPacer {
  private static final long NEVER = Long.MIN_VALUE;

  private final Pace pace;
  private final PushBudget budget;
  private @Nullable Headcount shown;
  private @Nullable Headcount waiting;
  private long lastPush = NEVER;
  private long paidAt = NEVER;
  private boolean stretched;
  private boolean mixed;

  /**
   * How often a count is pushed, by the number of local tabs.
   *
   * @param smallNanos up to {@code small} tabs
   * @param mediumNanos up to {@code medium} tabs; beyond, it grows in proportion
   * @param longestNanos and never beyond this, the budget notwithstanding
   */
  public record Pace(int small, long smallNanos, int medium, long mediumNanos, long longestNanos) {
    /** Refuses bounds that do not rise. */
    public Pace {
      if (small <= 0 || medium <= small) {
        throw new IllegalArgumentException(
            "0 < small < medium is needed, was small " + small + ", medium " + medium);
      }
      if (smallNanos <= 0 || mediumNanos < smallNanos || longestNanos < mediumNanos) {
        throw new IllegalArgumentException(
            "push intervals must rise, were "
                + smallNanos
                + ", "
                + mediumNanos
                + ", "
                + longestNanos
                + " ns");
      }
    }

    /** The time between two pushes to so many tabs. */
    public long intervalNanos(int tabs) {
      if (tabs <= small) {
        return smallNanos;
      }
      if (tabs <= medium) {
        return mediumNanos;
      }
      return Math.min(longestNanos, mediumNanos / medium * tabs);
    }
  }

  /**
   * A pacer that has shown nothing.
   *
   * @param budget the node's, of all its streams
   */
  public PushPacer(Pace pace, PushBudget budget) {
    this.pace = pace;
    this.budget = budget;
  }

  /** A count is served from now on; returns what is to be pushed at once, if anything. */
  public @Nullable Headcount offer(Headcount served, int tabs, long now) {
    waiting = !mixed && visiblySame(served, shown) ? null : served;
    return due(tabs, now);
  }

  /**
   * For a tab that is told a count by itself, with the answer to its join: from then on not all see
   * what was pushed last, so a count that comes back to that is pushed all the same.
   */
  public Consumer<Headcount> noting(Consumer<Headcount> tab) {
    return count -> {
      mixed |= !visiblySame(count, shown);
      tab.accept(count);
    };
  }

  /** What is to be pushed now, if anything; to be asked again at {@link #nextDue}. */
  public @Nullable Headcount due(int tabs, long now) {
    Headcount next = waiting;
    if (next == null) {
      return null;
    }
    if (now < nextDue(tabs, now)) {
      stretched |= now >= lastPush + pace.intervalNanos(tabs);
      return null;
    }
    if (stretched) {
      budget.stretchedOne();
    }
    stretched = false;
    mixed = false;
    waiting = null;
    shown = next;
    lastPush = now;
    paidAt = budget.book(tabs, now);
    return next;
  }

  /** When {@link #due} will have something; {@link Long#MAX_VALUE} while nothing waits. */
  public long nextDue(int tabs, long now) {
    if (waiting == null) {
      return Long.MAX_VALUE;
    }
    if (lastPush == NEVER) {
      return now;
    }
    long paced = lastPush + pace.intervalNanos(tabs);
    long paid = tabs == 0 ? NEVER : Math.min(paidAt, lastPush + pace.longestNanos());
    return Math.max(paced, paid);
  }

  private static boolean visiblySame(Headcount one, @Nullable Headcount other) {
    return other != null && one.sameFigures(other);
  }
}
