package headcount.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A run as one HTML file that opens from disk: verdict, charts, latencies, every stream. */
final class HtmlReport {
  private static final int MOST_ROWS = 500;

  private HtmlReport() {}

  /** Writes index.html into the folder, which is made, and says where it lies. */
  static Path write(Outcome outcome, Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("index.html"), render(outcome));
  }

  static String render(Outcome outcome) {
    var page = new StringBuilder(head(outcome.settings().name()));
    paragraph(page, "played", outcome.played());
    paragraph(page, outcome.clean() ? "good" : "bad", outcome.ended());
    page.append("<h2>Over time</h2>");
    ReportCharts.of(outcome.samples(), outcome.targets())
        .forEach(chart -> page.append(chart.render()));
    overTime(page, outcome);
    page.append("<h2>Latencies</h2>").append(ReportCharts.latencies(outcome.watches()).render());
    latencies(page, outcome.watches());
    faults(page, outcome.verdict().faults());
    differences(page, outcome);
    streams(page, outcome);
    return page.append("</html>\n").toString();
  }

  /** A page's beginning, up to its heading. */
  static String head(String scenario) {
    var name = SvgChart.escaped(scenario);
    return "<!doctype html><html lang='en'><meta charset='utf-8'>"
        + "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        + "<title>"
        + name
        + " – Headcount load</title><style>"
        + style()
        + "</style><h1>"
        + name
        + "</h1>";
  }

  private static void overTime(StringBuilder page, Outcome outcome) {
    var counts = outcome.overTime();
    var look = counts.clean() ? "good" : "bad";
    var streams = outcome.script().streams();
    counts
        .nodes()
        .map(share -> OverTime.sentences(share, streams))
        .ifPresent(said -> said.forEach(each -> paragraph(page, look, "Nodes: " + each)));
    counts
        .screens()
        .map(share -> OverTime.sentences(share, streams))
        .ifPresent(said -> said.forEach(each -> paragraph(page, look, "Screens: " + each)));
  }

  private static void latencies(StringBuilder page, Stopwatches watches) {
    row(page.append("<table>"), "th", List.of("ms", "number", "p50", "p90", "p99", "p99.9", "max"));
    for (var watch : Stopwatches.Watch.values()) {
      var times = watches.of(watch);
      if (times.getTotalCount() > 0) {
        row(
            page,
            "td",
            List.of(
                watch.label(),
                String.format(Locale.ROOT, "%,d", times.getTotalCount()),
                millis(times.getValueAtPercentile(50)),
                millis(times.getValueAtPercentile(90)),
                millis(times.getValueAtPercentile(99)),
                millis(times.getValueAtPercentile(99.9)),
                millis(times.getMaxValue())));
      }
    }
    page.append("</table>");
  }

  private static void faults(StringBuilder page, List<Faults.Fault> faults) {
    if (!faults.isEmpty()) {
      row(
          page.append("<h2>Faults on sockets</h2><table>"),
          "th",
          List.of("what", "times", "such as"));
      for (var fault : faults) {
        row(page, "td", List.of(fault.kind(), "" + fault.number(), fault.examples().toString()));
      }
      page.append("</table>");
    }
  }

  private static void differences(StringBuilder page, Outcome outcome) {
    var all = outcome.verdict().nodes().and(outcome.verdict().screens());
    if (!all.clean()) {
      page.append("<h2>Differences</h2><table>");
      row(page, "th", List.of("stream", "who", "said: viewers/tabs/anonymous", "quality", "truth"));
      for (var wrong : all.differences().stream().limit(MOST_ROWS).toList()) {
        var said = wrong.said();
        var stream = outcome.script().streams().get(said.stream());
        var truth = wrong.truth().toString();
        row(
            page,
            "td",
            List.of(stream, said.who(), said.figures().toString(), said.quality(), truth));
      }
      page.append("</table>");
    }
  }

  private static void streams(StringBuilder page, Outcome outcome) {
    page.append("<h2>The truth at the end</h2><table>");
    row(page, "th", List.of("stream", "viewers", "connections", "anonymous"));
    var truth = outcome.verdict().truth();
    for (var stream = 0; stream < truth.size(); stream++) {
      var figures = truth.get(stream);
      row(
          page,
          "td",
          List.of(
              outcome.script().streams().get(stream),
              "" + figures.viewers(),
              "" + figures.connections(),
              "" + figures.anonymous()));
    }
    page.append("</table>");
  }

  static void paragraph(StringBuilder page, String look, String text) {
    page.append("<p class='")
        .append(look)
        .append("'>")
        .append(SvgChart.escaped(text))
        .append("</p>");
  }

  static void row(StringBuilder page, String cell, List<String> texts) {
    page.append("<tr>");
    for (var text : texts) {
      page.append('<').append(cell).append('>').append(SvgChart.escaped(text));
    }
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
  }

  private static String style() {
    try (var css = HtmlReport.class.getResourceAsStream("/headcount/load-report.css")) {
      return css == null ? "" : new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
