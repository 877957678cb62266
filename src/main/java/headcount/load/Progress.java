package headcount.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Shows how far a run is: one line that moves on a terminal, a plain line now and then elsewhere.
 */
final class Progress {
  private static final int BAR = 24;
  private static final int PLAIN_EVERY = 5;

  private final PrintStream out;
  private final boolean terminal;
  private final List<Phase> phases;
  private Tally.Seen before = Tally.Seen.NOTHING;
  private double beforeSeconds;
  private int shown;

  Progress(PrintStream out, boolean terminal, List<Phase> phases) {
    this.out = out;
    this.terminal = terminal;
    this.phases = List.copyOf(phases);
  }

  /** Takes the newest sample and the number of faults so far. */
  void show(Sample sample, long faults) {
    if (terminal) {
      out.print("\r" + line(sample, faults) + "\u001b[K");
      out.flush();
    } else if (shown++ % PLAIN_EVERY == 0) {
      out.println(line(sample, faults));
    } else {
      return;
    }
    before = sample.tally();
    beforeSeconds = sample.seconds();
  }

  /** Leaves the moving line. */
  void done() {
    if (terminal) {
      out.println();
    }
  }

  String line(Sample sample, long faults) {
    var length = phases.stream().mapToLong(phase -> phase.lasts().toMillis()).sum() / 1_000.0;
    var part = Math.clamp(sample.seconds() / length, 0, 1);
    var full = (int) Math.round(part * BAR);
    var seconds = Math.max(0.001, sample.seconds() - beforeSeconds);
    return String.format(
        Locale.ROOT,
        "[%s%s] %s %.0f/%.0f s, %.0f s left | %,d sockets | %,.0f joins/s | %,.0f frames/s | %d faults",
        "#".repeat(full),
        ".".repeat(BAR - full),
        phase(sample.seconds()),
        sample.seconds(),
        length,
        Math.max(0, length - sample.seconds()),
        sample.tally().live(),
        (sample.tally().joins() - before.joins()) / seconds,
        (sample.tally().framesIn() - before.framesIn()) / seconds,
        faults);
  }

  private String phase(double seconds) {
    var end = Duration.ZERO;
    for (var phase : phases) {
      end = end.plus(phase.lasts());
      if (seconds < end.toMillis() / 1_000.0) {
        return phase.name();
      }
    }
    return phases.getLast().name();
  }
}
