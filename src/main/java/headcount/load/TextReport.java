package headcount.load;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The end of a run in plain text: latencies, processes, faults, and a table of differences. */
final class TextReport {
  private static final int MOST_ROWS = 60;

  private final PrintStream out;

  TextReport(PrintStream out) {
    this.out = out;
  }

  void print(Outcome outcome) {
    say("%n%s%n", outcome.played());
    latencies(outcome);
    processes(outcome);
    var verdict = outcome.verdict();
    for (var fault : verdict.faults()) {
      say("fault, %,d times: %s (such as %s)", fault.number(), fault.kind(), fault.examples());
    }
    differences(outcome.script().streams(), verdict.nodes());
    differences(outcome.script().streams(), verdict.screens());
    say("%s%s", outcome.ended(), verdict.clean() ? "" : "  <-- not as it should be");
  }

  private void latencies(Outcome outcome) {
    say(
        "%-26s%10s%10s%10s%10s%10s%10s",
        "latency, ms", "number", "p50", "p90", "p99", "p99.9", "max");
    for (var watch : Stopwatches.Watch.values()) {
      var times = outcome.watches().of(watch);
      if (times.getTotalCount() > 0) {
        say(
            "%-26s%,10d%10.1f%10.1f%10.1f%10.1f%10.1f",
            watch.label(),
            times.getTotalCount(),
            times.getValueAtPercentile(50) / 1_000.0,
            times.getValueAtPercentile(90) / 1_000.0,
            times.getValueAtPercentile(99) / 1_000.0,
            times.getValueAtPercentile(99.9) / 1_000.0,
            times.getMaxValue() / 1_000.0);
      }
    }
    var verdict = outcome.verdict();
    say(
        "the generator was at most %d ms late; %d probes unseen",
        verdict.late(), verdict.unseenProbes());
  }

  private void processes(Outcome outcome) {
    for (var node = 0; node < outcome.targets().size(); node++) {
      var at = node;
      var seen =
          outcome.samples().stream().flatMap(sample -> sample.vitals().get(at).stream()).toList();
      if (!seen.isEmpty()) {
        say(
            "%s: pid %d, CPU %.0f %% of a core on average, %.0f %% at most, RSS %,d MiB at most",
            outcome.targets().get(node),
            seen.getFirst().pid(),
            seen.stream().mapToDouble(Vitals::cpuPercent).average().orElse(0),
            seen.stream().mapToDouble(Vitals::cpuPercent).max().orElse(0),
            seen.stream().mapToLong(Vitals::rssBytes).max().orElse(0) >> 20);
      }
    }
  }

  private void differences(List<String> streams, Comparison comparison) {
    if (comparison.clean()) {
      return;
    }
    say("%-24s%-28s%-34s%s", "stream", "who", "said (viewers/tabs/anonymous)", "truth");
    for (var difference : comparison.differences().stream().limit(MOST_ROWS).toList()) {
      var said = difference.said();
      say(
          "%-24s%-28s%-34s%s",
          streams.get(said.stream()),
          said.who(),
          said.figures() + " " + said.quality(),
          difference.truth());
    }
    if (comparison.differences().size() > MOST_ROWS) {
      say("and %,d more", comparison.differences().size() - MOST_ROWS);
    }
  }

  @FormatMethod
  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
  }
}
