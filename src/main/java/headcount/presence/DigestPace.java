package headcount.presence;

/** When a relay's next digest is due: soon after a change, then ever more seldom. */
final class DigestPace {
  private final CountSettings.RelayPace pace;
  private long interval;
  private long due;

  DigestPace(CountSettings.RelayPace pace, long now) {
    this.pace = pace;
    this.interval = pace.digestNanos();
    this.due = now + interval;
  }

  void changed(long now) {
    interval = pace.digestNanos();
    due = now + interval;
  }

  void sent(long now) {
    interval = Math.min(pace.longestDigestNanos(), 2 * interval);
    due = now + interval;
  }

  long due() {
    return due;
  }
}
