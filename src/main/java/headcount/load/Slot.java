package headcount.load;

import org.jspecify.annotations.Nullable;

/** One stream on one tab's screen. */
final class Slot {
  final int stream;
  long sinceNanos;
  boolean joined;
  @Nullable Figures seen;
  String quality = "";

  Slot(int stream) {
    this.stream = stream;
  }

  /** A new session begins: nothing is joined and nothing on the screen. */
  void clear(long nowNanos) {
    sinceNanos = nowNanos;
    joined = false;
    seen = null;
    quality = "";
  }

  void show(Figures figures, String word) {
    seen = figures;
    quality = word;
  }
}
