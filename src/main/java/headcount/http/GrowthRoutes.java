package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import headcount.audience.Analytics;
import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.DaySums.Metric;
import headcount.audience.Growth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** What grew in whole weeks, and who moved most. */
final class GrowthRoutes extends Routes {
  private static final List<String> COLUMNS =
      List.of("kind", "scope", "title", "current", "previous", "rate", "reason");

  private final Analytics analytics;
  private final CachedAnswers answers;
  private final InstantSource clock;

  GrowthRoutes(Analytics analytics, CachedAnswers answers, InstantSource clock) {
    this.analytics = analytics;
    this.answers = answers;
    this.clock = clock;
  }

  Route routes() {
    var growth = segment("v1").slash("analytics").slash("growth");
    return path(growth, () -> get(() -> on(this::growth)));
  }

  private CompletionStage<HttpResponse> growth(HttpRequest request) {
    var asked = AnalyticsQuery.of(Query.of(request));
    var metric = asked.query().text("metric").map(GrowthRoutes::metric).orElse(Metric.HOURS);
    var days = asked.query().text("window").map(GrowthRoutes::window).orElse(7);
    var today = BusinessDay.of(clock.instant());
    return answers.of(
        request,
        "growth %s %s %d days %s %s"
            .formatted(asked.scope().text(), metric, days, today, asked.zone()),
        CachedAnswers.Keepers.PUBLIC,
        () ->
            read(analytics.growth(asked.scope(), metric, days))
                .thenApply(found -> found.orElseThrow(asked::scopeNotFound))
                .thenApply(found -> told(asked, metric, days, found)));
  }

  private static Metric metric(String text) {
    for (var metric : Metric.values()) {
      if (word(metric).equals(text)) {
        return metric;
      }
    }
    throw Refusal.bad(
        "bad_metric",
        "metric must be hours, average, uniques or airtime, was " + Texts.quoted(text),
        "Leave metric out for hours.");
  }

  private static String word(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  private static int window(String text) {
    return switch (text) {
      case "7d" -> 7;
      case "28d" -> 28;
      default ->
          throw Refusal.bad(
              "bad_window",
              "window must be 7d or 28d, was " + Texts.quoted(text),
              "Leave window out for 7d.");
    };
  }

  private CachedAnswers.Told told(AnalyticsQuery asked, Metric metric, int days, Growth found) {
    var change = found.change();
    var isFinal = found.current().isFinal() && found.previous().isFinal();
    var body =
        new Body(
            asked.scope().text(),
            found.current().from().start(),
            found.current().to().start(),
            Times.name(asked.zone()),
            found.asOf(),
            found.current().figures().coverage(),
            isFinal,
            new Against(found.previous().from().start(), found.previous().to().start()),
            word(metric),
            days + "d",
            change.current(),
            change.previous(),
            change.rate(),
            Change.text(change.reason()),
            found.risers().stream().map(Mover::of).toList(),
            found.fallers().stream().map(Mover::of).toList());
    var life = Freshness.of(found.current().to().start(), isFinal, false, clock.instant());
    return new CachedAnswers.Told(body, table(body), life);
  }

  private static Table table(Body body) {
    var rows = new ArrayList<List<@Nullable Object>>();
    rows.add(
        Table.row("scope", body.scope, "", body.current, body.previous, body.rate, body.reason));
    body.risers.forEach(it -> rows.add(it.row("riser")));
    body.fallers.forEach(it -> rows.add(it.row("faller")));
    return new Table(
        "growth-" + body.scope.replace(':', '-') + "-" + body.metric + "-" + body.window,
        COLUMNS,
        () -> rows);
  }

  private record Body(
      String scope,
      Instant from,
      Instant to,
      String zone,
      @Nullable Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      Against against,
      String metric,
      String window,
      @Nullable Double current,
      @Nullable Double previous,
      @Nullable Double rate,
      @Nullable String reason,
      List<Mover> risers,
      List<Mover> fallers) {}

  private record Against(Instant from, Instant to) {}

  private record Mover(
      String scope,
      String title,
      @Nullable Double current,
      @Nullable Double previous,
      @Nullable Double rate) {
    static Mover of(Growth.Mover it) {
      var change = it.change();
      return new Mover(
          it.scope().text(), it.title(), change.current(), change.previous(), change.rate());
    }

    List<@Nullable Object> row(String kind) {
      return Table.row(kind, scope, title, current, previous, rate, null);
    }
  }
}
