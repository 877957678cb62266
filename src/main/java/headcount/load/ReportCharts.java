package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The charts of a report, drawn from a run's samples. */
final class ReportCharts {
  private static final double[] PERCENTILES = {10, 25, 50, 75, 90, 95, 99, 99.9, 100};

  private ReportCharts() {}

  /** Counts against truth, traffic, and what the nodes' processes cost; empty ones are left out. */
  static List<SvgChart> of(List<Sample> samples, List<Target> targets) {
    var charts = new ArrayList<SvgChart>();
    charts.add(
        counts(
            "Distinct viewers, all streams",
            samples,
            targets,
            figures -> (double) figures.viewers()));
    charts.add(
        counts(
            "Connections, all streams",
            samples,
            targets,
            figures -> (double) figures.connections()));
    charts.add(shares(samples));
    charts.add(rates(samples));
    charts.add(vitals("CPU, % of a core", samples, targets, Vitals::cpuPercent));
    charts.add(vitals("RSS, MiB", samples, targets, vitals -> vitals.rssBytes() / 1_048_576.0));
    charts.removeIf(SvgChart::empty);
    return charts;
  }

  /** Percentiles of every latency; across: the share of events, up: milliseconds. */
  static SvgChart latencies(Stopwatches watches) {
    var chart = new SvgChart("Latency by percentile", "ms (the silent deaths are in the table)");
    for (var watch : Stopwatches.Watch.values()) {
      var times = watches.of(watch);
      if (times.getTotalCount() > 0 && watch != Stopwatches.Watch.NOTICE) {
        var line = chart.line(watch.label());
        for (var percentile : PERCENTILES) {
          line.add(percentile, times.getValueAtPercentile(percentile) / 1_000.0);
        }
      }
    }
    return chart;
  }

  private static SvgChart counts(
      String title, List<Sample> samples, List<Target> targets, ToDoubleFunction<Figures> number) {
    var chart = new SvgChart(title, "over seconds");
    var truth = chart.line("truth");
    var held = chart.line("with unnoticed deaths");
    for (var sample : samples) {
      truth.add(sample.seconds(), number.applyAsDouble(sample.truth()));
      held.add(sample.seconds(), number.applyAsDouble(sample.held()));
    }
    for (var node = 0; node < targets.size(); node++) {
      var line = chart.line(targets.get(node).toString());
      for (var sample : samples) {
        sample
            .served()
            .totals()
            .get(node)
            .ifPresent(figures -> line.add(sample.seconds(), number.applyAsDouble(figures)));
      }
    }
    return chart;
  }

  private static SvgChart shares(List<Sample> samples) {
    var chart = new SvgChart("Lowest and highest count", "% of the truth");
    var lines =
        List.of(
            chart.line("nodes' lowest"),
            chart.line("nodes' highest"),
            chart.line("screens' lowest"),
            chart.line("screens' highest"));
    var farthest = 1.0;
    for (var sample : samples) {
      var parts =
          List.of(
              sample.served().nodes().map(Share::lowest),
              sample.served().nodes().map(Share::highest),
              sample.served().screens().map(Share::lowest),
              sample.served().screens().map(Share::highest));
      for (var at = 0; at < parts.size(); at++) {
        if (parts.get(at).isPresent()) {
          var percent = parts.get(at).get().percent();
          lines.get(at).add(sample.seconds(), percent);
          farthest = Math.max(farthest, Math.abs(percent - 100));
        }
      }
    }
    var reach = Math.min(100, SvgChart.roundUp(farthest));
    chart.between(100 - reach, 100 + reach);
    return chart;
  }

  private static SvgChart rates(List<Sample> samples) {
    var chart = new SvgChart("Traffic", "a second");
    var joins = chart.line("joins");
    var frames = chart.line("frames received");
    for (var at = 1; at < samples.size(); at++) {
      var before = samples.get(at - 1);
      var now = samples.get(at);
      var seconds = Math.max(0.001, now.seconds() - before.seconds());
      joins.add(now.seconds(), perSecond(now.tally().joins() - before.tally().joins(), seconds));
      frames.add(
          now.seconds(), perSecond(now.tally().framesIn() - before.tally().framesIn(), seconds));
    }
    return chart;
  }

  private static double perSecond(long number, double seconds) {
    return number / seconds;
  }

  private static SvgChart vitals(
      String title, List<Sample> samples, List<Target> targets, ToDoubleFunction<Vitals> number) {
    var chart = new SvgChart(title, "over seconds");
    for (var node = 0; node < targets.size(); node++) {
      var line = chart.line(targets.get(node).toString());
      for (var sample : samples) {
        sample
            .vitals()
            .get(node)
            .ifPresent(vitals -> line.add(sample.seconds(), number.applyAsDouble(vitals)));
      }
    }
    return chart;
  }
}
