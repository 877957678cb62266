package headcount.load;

/** Where a tab is in its life. */
enum Life {
  /** It has not been opened. */
  UNOPENED(0, ""),
  /** It waits: for its person's device, or out of politeness before it comes back. */
  WAITING(0, "a tab is not connected at the end"),
  /** Its socket is on the way to a session. */
  OPENING(0, "a tab is not connected at the end"),
  /** Its session stands. */
  LIVE(0, ""),
  /** It asked for a clean close. */
  CLOSING(1000, "a clean close was never answered"),
  /** It died silently and hears nothing. */
  DEAF(0, ""),
  /** It died silently and hears what the server says. */
  MUTE(4408, "a silent tab was never closed with 4408"),
  /** Nothing more will come. */
  OVER(0, "");

  private final int closesWith;
  private final String overdue;

  Life(int closesWith, String overdue) {
    this.closesWith = closesWith;
    this.overdue = overdue;
  }

  /** The close code with which the server must end it; 0: it must not, or nobody hears. */
  int closesWith() {
    return closesWith;
  }

  /** What is wrong with a tab that is still here at the end of a run; empty: nothing. */
  String overdue() {
    return overdue;
  }

  /** Whether the end of its socket takes it by surprise. */
  boolean hopeful() {
    return this == OPENING || this == LIVE;
  }
}
