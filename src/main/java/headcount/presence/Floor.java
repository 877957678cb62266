package headcount.presence;

/**
 * The last count that a new incarnation has heard of: it serves no less until its own is exact. Not
 * thread-safe.
 */
final class Floor {
  private int viewers;
  private int connections;
  private int anonymous;
  private boolean gone;

  /** Takes a count, where it is higher. */
  void raise(int viewers, int connections, int anonymous) {
    if (!gone && viewers > this.viewers) {
      this.viewers = viewers;
      this.connections = connections;
      this.anonymous = anonymous;
    }
  }

  /** An end was taken up: what relays knew until now may be from before it. */
  void restart() {
    viewers = 0;
    connections = 0;
    anonymous = 0;
  }

  /** The count is exact, or the broadcast over: there is no floor any more. */
  void remove() {
    gone = true;
    viewers = 0;
    connections = 0;
    anonymous = 0;
  }

  boolean isGone() {
    return gone;
  }

  /** Whether what was counted reaches it. */
  boolean reachedBy(ViewerSet counted) {
    return counted.distinctViewers() >= viewers && counted.connections() >= connections;
  }

  int viewers(ViewerSet counted) {
    return Math.max(viewers, counted.distinctViewers());
  }

  int connections(ViewerSet counted) {
    return Math.max(connections, counted.connections());
  }

  int anonymous(ViewerSet counted) {
    return Math.max(anonymous, counted.anonymousViewers());
  }
}
