package headcount.load;

/**
 * One event of a script.
 *
 * @param atNanos when, counted from the run's begin
 * @param action what
 * @param tab who, numbered from 0
 * @param from the stream that is left, or {@link #NO_STREAM}
 * @param to the stream that is joined, or {@link #NO_STREAM}
 */
record Step(long atNanos, Action action, int tab, int from, int to) {
  static final int NO_STREAM = -1;

  Step(long atNanos, Action action, int tab) {
    this(atNanos, action, tab, NO_STREAM, NO_STREAM);
  }
}
