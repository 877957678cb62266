package headcount.presence;

import java.util.HashMap;
import java.util.Map;

/**
 * The last count that a new incarnation has heard of: it serves no less until its own is exact. Not
 * thread-safe.
 */
final class Floor {
  private static final Figures NOTHING = new Figures(0, 0, 0);

  /** The highest count that was heard of, by the end after which it was stated. */
  private final Map<Long, Figures> heard = new HashMap<>();

  private Figures stored = NOTHING;
  private Figures floor = NOTHING;
  private boolean lowered;
  private boolean gone;

  private record Figures(int viewers, int connections, int anonymous) {
    static Figures higher(Figures a, Figures b) {
      return b.viewers > a.viewers ? b : a;
    }

    Figures atMost(ViewerSet counted, int more) {
      return new Figures(
          Math.min(viewers, counted.distinctViewers() + more),
          Math.min(connections, counted.connections() + more),
          Math.min(anonymous, counted.anonymousViewers() + more));
    }

    boolean reachedBy(ViewerSet counted) {
      return counted.distinctViewers() >= viewers && counted.connections() >= connections;
    }
  }

  /** Takes a relay's count, where it is higher; the relay has obeyed the end of that mark. */
  void raise(int viewers, int connections, int anonymous, long endSeen) {
    if (!gone && !lowered) {
      heard.merge(endSeen, new Figures(viewers, connections, anonymous), Figures::higher);
      settle();
    }
  }

  /** Takes the stored count. */
  void stored(Loaded last) {
    if (!lowered) {
      stored = new Figures(last.viewers(), last.connections(), last.anonymous());
      settle();
    }
  }

  /** An end was taken up: what relays knew before they obeyed it is of what is over. */
  void restart(long mark) {
    heard.keySet().removeIf(endSeen -> endSeen < mark);
    settle();
  }

  private void settle() {
    floor = heard.values().stream().reduce(stored, Figures::higher);
  }

  /**
   * All were heard: nobody can be here but those who are counted, and so many tabs more; what
   * anybody remembers does not raise it again.
   */
  void lower(ViewerSet counted, long more) {
    if (!gone) {
      lowered = true;
      heard.clear();
      stored = floor.atMost(counted, Math.clamp(more, 0, Integer.MAX_VALUE / 2));
      settle();
    }
  }

  /** The count is exact, or the broadcast over: there is no floor any more. */
  void remove() {
    gone = true;
    heard.clear();
    stored = NOTHING;
    floor = NOTHING;
  }

  boolean isGone() {
    return gone;
  }

  /** Whether anybody remembered that somebody was counted. */
  boolean isKnown() {
    return floor.viewers > 0;
  }

  /** Whether what was counted reaches it. */
  boolean reachedBy(ViewerSet counted) {
    return floor.reachedBy(counted);
  }

  /** Whether what was counted reaches what is stored. */
  boolean storedReachedBy(ViewerSet counted) {
    return stored.reachedBy(counted);
  }

  int viewers(ViewerSet counted) {
    return Math.max(floor.viewers, counted.distinctViewers());
  }

  int connections(ViewerSet counted) {
    return Math.max(floor.connections, counted.connections());
  }

  int anonymous(ViewerSet counted) {
    return Math.max(floor.anonymous, counted.anonymousViewers());
  }
}
