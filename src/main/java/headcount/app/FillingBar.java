package headcount.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a filling is: one line that moves on a terminal, a line for each tenth elsewhere.
 */
final class FillingBar {
  private static final int WIDTH = 30;
  private static final long PAUSE_NANOS = 500_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final long began;
  private long shownAt;
  private int tenths;

  FillingBar(PrintStream out, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.began = nanoClock.getAsLong();
    this.shownAt = began;
  }

  /**
   * Shows it, if it is time to.
   *
   * @param share 0 to 1
   */
  void show(double share, long rows) {
    var now = nanoClock.getAsLong();
    if (terminal && now - shownAt >= PAUSE_NANOS) {
      shownAt = now;
      out.print("\r" + line(share, rows, now - began) + "\u001b[K");
      out.flush();
    } else if (!terminal && share * 10 >= tenths + 1) {
      tenths = (int) (share * 10);
      out.println(line(share, rows, now - began));
    }
  }

  /** Leaves the moving line. */
  void done() {
    if (terminal) {
      out.println();
    }
  }

  static String line(double share, long rows, long nanos) {
    var seconds = nanos / 1e9;
    var full = (int) Math.round(share * WIDTH);
    var left = share > 0 ? seconds / share - seconds : 0;
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %% | %,d rows | %,.0f rows/s | %d:%02d left",
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        share * 100,
        rows,
        seconds > 0 ? rows / seconds : 0,
        (long) left / 60,
        (long) left % 60);
  }
}
