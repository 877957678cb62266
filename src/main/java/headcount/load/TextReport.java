package headcount.load;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    overTime(outcome);
    var verdict = outcome.verdict();
    for (var fault : verdict.faults()) {
      say("fault, %,d times: %s (such as %s)", fault.number(), fault.kind(), fault.examples());
    }
    differences(outcome.script().streams(), verdict.nodes());
    differences(outcome.script().streams(), verdict.screens());
    say("%s%s", outcome.ended(), outcome.clean() ? "" : "  <-- not as it should be");
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
    var rest = outcome.verdict().rest();
    say(
        "the generator was at most %d ms late; %d probes unseen; %,d steps missed, their tabs between"
            + " two connections",
        rest.late(), rest.unseenProbes(), rest.missed());
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

  private void overTime(Outcome outcome) {
    var counts = outcome.overTime();
    if (counts.nodes().isEmpty() && counts.screens().isEmpty()) {
      return;
    }
    say(
        "%-26s%14s%10s%14s%10s",
        "counts, percent of truth", "nodes' low", "high", "screens' low", "high");
    for (var stretch : counts.stretches()) {
      say(
          "%-26s%14s%10s%14s%10s",
          String.format(Locale.ROOT, "%.0f to %.0f s", stretch.from(), stretch.to()),
          percent(stretch.nodes().map(Share::lowest)),
          percent(stretch.nodes().map(Share::highest)),
          percent(stretch.screens().map(Share::lowest)),
          percent(stretch.screens().map(Share::highest)));
    }
    var streams = outcome.script().streams();
    counts.nodes().ifPresent(share -> say("nodes: %s", said(share, streams)));
    counts.screens().ifPresent(share -> say("screens: %s", said(share, streams)));
    if (!counts.clean()) {
      var judged = outcome.settings().judging().tolerance();
      say(
          "counts left what is allowed on the way: %s %% below, %s %% above",
          judged.dipPercent(), judged.overshootPercent());
    }
  }

  private static String said(Share share, List<String> streams) {
    return String.join("; ", OverTime.sentences(share, streams));
  }

  private static String percent(Optional<Share.Part> part) {
    return part.map(each -> String.format(Locale.ROOT, "%.2f", each.percent())).orElse("");
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
