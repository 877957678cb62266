package headcount.load;

import com.google.errorprone.annotations.FormatMethod;
import headcount.load.Answered.Which;
import headcount.load.Question.Cached;
import headcount.load.Question.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What analysts were answered, and how soon: as text, and as one HTML file that opens from disk.
 */
final class AnalystsReport {
  private static final double[] PERCENTILES = {10, 25, 50, 75, 90, 95, 99, 99.9, 100};
  private static final List<String> COLUMNS =
      List.of("latency, ms", "cache", "number", "mean", "p50", "p95", "p99", "max");

  private final LoadSettings settings;
  private final Answered answered;

  AnalystsReport(LoadSettings settings, Answered answered) {
    this.settings = settings;
    this.answered = answered;
  }

  Answered answered() {
    return answered;
  }

  void print(PrintStream out) {
    out.println();
    out.println(played());
    for (var row : rows()) {
      out.println(
          text(
              "%-26s%6s%10s%10s%10s%10s%10s%10s",
              row.get(0),
              row.get(1),
              row.get(2),
              row.get(3),
              row.get(4),
              row.get(5),
              row.get(6),
              row.get(7)));
    }
    sentences().forEach(out::println);
  }

  /** Writes index.html into the folder, which is made, and says where it lies. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("index.html"), html());
  }

  String html() {
    var page = new StringBuilder(HtmlReport.head(settings.name()));
    HtmlReport.paragraph(page, "played", played());
    sentences()
        .forEach(each -> HtmlReport.paragraph(page, answered.clean() ? "good" : "bad", each));
    page.append("<h2>Over time</h2>").append(overTime().render());
    page.append("<h2>Latencies</h2>").append(percentiles().render()).append("<table>");
    var rows = rows();
    HtmlReport.row(page, "th", rows.getFirst());
    rows.subList(1, rows.size()).forEach(row -> HtmlReport.row(page, "td", row));
    return page.append("</table></html>\n").toString();
  }

  private String played() {
    var questions = settings.questions();
    return text(
        "%s: %.0f questions a second for %s, the first %s of them not judged; seed %d",
        settings.name(),
        questions.perSecond(),
        questions.lasts(),
        questions.warmUp(),
        settings.pace().seed());
  }

  private List<String> sentences() {
    var rate = answered.hitRate();
    return List.of(
        "statuses: " + answered.statuses() + (answered.clean() ? "" : "  <-- not as it should be"),
        "not answered: " + answered.refused(),
        Double.isNaN(rate)
            ? "no answer says whether it came from a cache"
            : text("from a cache: %.1f %%", rate * 100));
  }

  private List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    rows.add(COLUMNS);
    answered
        .latencies()
        .forEach((which, times) -> rows.add(row(which.kind().label(), which.cached(), times)));
    for (var cached : Cached.values()) {
      var all = answered.together(which -> which.cached() == cached);
      if (all.getTotalCount() > 0) {
        rows.add(row("all", cached, all));
      }
    }
    var analytics = answered.together(AnalystsReport::isMissedAnalytics);
    if (analytics.getTotalCount() > 0) {
      rows.add(row("all analytics", Cached.MISS, analytics));
    }
    var all = answered.together(_ -> true);
    rows.add(row("all", "", all));
    return rows;
  }

  private static boolean isMissedAnalytics(Which which) {
    return which.cached() == Cached.MISS && which.kind().compareTo(Kind.DAILY) >= 0;
  }

  private static List<String> row(String label, Cached cached, Histogram times) {
    return row(label, cached.name().toLowerCase(Locale.ROOT), times);
  }

  private static List<String> row(String label, String cached, Histogram times) {
    return List.of(
        label,
        cached,
        text("%,d", times.getTotalCount()),
        text("%.1f", times.getTotalCount() == 0 ? 0 : times.getMean() / 1_000),
        millis(times.getValueAtPercentile(50)),
        millis(times.getValueAtPercentile(95)),
        millis(times.getValueAtPercentile(99)),
        millis(times.getMaxValue()));
  }

  private SvgChart percentiles() {
    var chart = new SvgChart("Latency by percentile", "ms");
    for (var cached : Cached.values()) {
      var times = answered.together(which -> which.cached() == cached);
      if (times.getTotalCount() > 0) {
        var line = chart.line(cached.name().toLowerCase(Locale.ROOT));
        for (var percentile : PERCENTILES) {
          line.add(percentile, times.getValueAtPercentile(percentile) / 1_000.0);
        }
      }
    }
    return chart;
  }

  private SvgChart overTime() {
    var chart = new SvgChart("Latency of each second's questions", "ms");
    var median = chart.line("p50");
    var worst = chart.line("max");
    answered
        .seconds()
        .forEach(
            (second, times) -> {
              median.add(second, times.getValueAtPercentile(50) / 1_000.0);
              worst.add(second, times.getMaxValue() / 1_000.0);
            });
    return chart;
  }

  private static String millis(long micros) {
    return text("%.1f", micros / 1_000.0);
  }

  @FormatMethod
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
