package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import headcount.audience.Analytics;
import headcount.audience.Change;
import headcount.audience.Comparison;
import headcount.audience.Scope;
import headcount.audience.Uniques;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Two stretches of an audience beside each other. */
final class CompareRoutes extends Routes {
  private static final List<String> COLUMNS =
      List.of("at", "current", "againstAt", "previous", "delta", "rate");

  private final Analytics analytics;
  private final CachedAnswers answers;
  private final HistorySteps steps;
  private final InstantSource clock;

  CompareRoutes(
      Analytics analytics, CachedAnswers answers, Duration storedStep, InstantSource clock) {
    this.analytics = analytics;
    this.answers = answers;
    this.steps = new HistorySteps(storedStep);
    this.clock = clock;
  }

  Route routes() {
    var compare = segment("v1").slash("analytics").slash("compare");
    return path(compare, () -> get(() -> on(this::compare)));
  }

  private CompletionStage<HttpResponse> compare(HttpRequest request) {
    var asked = AnalyticsQuery.of(Query.of(request));
    var range = CompareRange.of(asked, steps, clock.instant());
    var fixed = asked.to().isPresent();
    return answers.of(
        request,
        "compare " + asked.scope().text() + " " + range + " " + fixed,
        CachedAnswers.Keepers.PUBLIC,
        () ->
            read(analytics.compare(asked.scope(), range.current(), range.previous()))
                .thenApply(found -> found.orElseThrow(asked::scopeNotFound))
                .thenApply(found -> told(asked, found, fixed)));
  }

  private CachedAnswers.Told told(AnalyticsQuery asked, Comparison found, boolean fixed) {
    var current = found.current();
    var pairs = found.pairs().stream().map(Pair::of).toList();
    var step = HistorySteps.name(current.steps().length());
    var body =
        new Body(
            asked.scope().text(),
            current.steps().from(),
            current.steps().to(),
            Times.name(asked.zone()),
            found.asOf(),
            current.whole().coverage(),
            found.isFinal(),
            step,
            new Against(found.previous().steps().from(), found.previous().steps().to()),
            pairs,
            Totals.of(found),
            peakBasis(asked.scope().kind()),
            new BothUniques(Viewers.of(current.uniques()), Viewers.of(found.previous().uniques())));
    var name = "compare-" + asked.scope().text().replace(':', '-') + "-" + step;
    var table = new Table(name, COLUMNS, () -> pairs.stream().map(Pair::row).toList());
    var life = Freshness.of(current.steps().to(), found.isFinal(), fixed, clock.instant());
    return new CachedAnswers.Told(body, table, life);
  }

  /** Of one stream the highest instant is kept; sums know the averages of their slots. */
  private String peakBasis(Scope.Kind kind) {
    var slot = Duration.ofMinutes(5);
    var stored = steps.stored().compareTo(slot) > 0 ? steps.stored() : slot;
    return kind == Scope.Kind.STREAM ? "exact" : HistorySteps.name(stored);
  }

  private record Body(
      String scope,
      Instant from,
      Instant to,
      String zone,
      Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      String step,
      Against against,
      List<Pair> pairs,
      Totals totals,
      String peakBasis,
      BothUniques uniques) {}

  private record Against(Instant from, Instant to) {}

  private record Pair(
      Instant at,
      @Nullable Double current,
      Instant againstAt,
      @Nullable Double previous,
      @Nullable Double delta,
      @Nullable Double rate) {
    static Pair of(Comparison.Pair it) {
      var average = it.average();
      return new Pair(
          it.at(),
          average.current(),
          it.againstAt(),
          average.previous(),
          average.delta(),
          average.rate());
    }

    List<@Nullable Object> row() {
      return Table.row(at, current, againstAt, previous, delta, rate);
    }
  }

  private record Totals(
      ChangeBody average,
      ChangeBody peak,
      ChangeBody hoursWatched,
      ChangeBody uniques,
      ChangeBody airtimeHours,
      ChangeBody broadcasts) {
    static Totals of(Comparison found) {
      return new Totals(
          ChangeBody.of(found.average()),
          ChangeBody.of(found.peak()),
          ChangeBody.of(found.hours()),
          ChangeBody.of(found.uniques()),
          ChangeBody.of(found.airtime()),
          ChangeBody.of(found.broadcasts()));
    }
  }

  private record ChangeBody(
      @Nullable Double current,
      @Nullable Double previous,
      @Nullable Double delta,
      @Nullable Double rate,
      @Nullable String reason) {
    static ChangeBody of(Change it) {
      return new ChangeBody(
          it.current(), it.previous(), it.delta(), it.rate(), Change.text(it.reason()));
    }
  }

  private record BothUniques(Viewers current, Viewers previous) {}

  private record Viewers(
      @Nullable Long viewers,
      @Nullable Long anonymous,
      @Nullable String method,
      @Nullable Double relativeError) {
    static Viewers of(Uniques it) {
      return new Viewers(it.viewers(), it.anonymous(), it.method(), it.relativeError());
    }
  }
}
