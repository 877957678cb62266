package headcount.load;

import org.jspecify.annotations.Nullable;

/** One stream on one tab's screen, and the tab's next one. */
final class Slot {
  int stream;
  @Nullable Slot next;
  long sinceNanos;
  boolean joined;
  ServerFrame.@Nullable Count seen;

  Slot(int stream, @Nullable Slot next) {
    this.stream = stream;
    this.next = next;
  }

  /** A new session begins: nothing is joined and nothing on the screen. */
  void clear(long nowNanos) {
    sinceNanos = nowNanos;
    joined = false;
    seen = null;
  }
}
