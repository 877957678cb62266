package headcount.presence.sim;

/** The clocks of a node, which are off, and its pauses. */
final class NodeClock {
  private final Timeline time;
  private final long skew;
  private final long offset;
  private long pausedUntil;
  private long pausedSince;
  private int readsFor;

  NodeClock(Timeline time) {
    this.time = time;
    int hours = time.chance(0.1) ? time.between(-1, 1) : 0;
    this.skew = time.between(-5_000, 5_000) + 3_600_000L * hours;
    this.offset = time.between(0, 1_000_000) * 1_000_000L;
  }

  /** Monotonic, from a start of its own. */
  long nanos() {
    return time.now() * 1_000_000L + offset;
  }

  /** Unix ms, up to an hour wrong. */
  long wall() {
    return 1_790_000_000_000L + time.now() + skew;
  }

  boolean paused() {
    return time.now() < pausedUntil;
  }

  /** When the last pause ends. */
  long pausedUntil() {
    return pausedUntil;
  }

  /** Stops for that time, and then reads what waited in its mailbox, in order, not all at once. */
  void pause(long millis) {
    pausedSince = time.now();
    pausedUntil = Math.max(pausedUntil, pausedSince + millis);
    readsFor = time.between(0, 900);
  }

  /** In how many ms that is read which comes now, while it pauses. */
  long mailboxReadAfter() {
    long now = time.now();
    long waited = now - pausedSince;
    return pausedUntil - now + readsFor * waited / Math.max(1, pausedUntil - pausedSince);
  }
}
