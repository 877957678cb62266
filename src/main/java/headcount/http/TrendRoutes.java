package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import headcount.audience.Analytics;
import headcount.audience.LocalHours;
import headcount.audience.Slope;
import headcount.audience.Trends;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** How business days went, and when and by what category people watched. */
final class TrendRoutes extends Routes {
  private static final int USUAL_DAYS = 28;
  private static final List<String> COLUMNS =
      List.of("day", "hoursWatched", "average", "peak", "uniques", "coverage", "mean7");

  private final Analytics analytics;
  private final CachedAnswers answers;
  private final InstantSource clock;

  TrendRoutes(Analytics analytics, CachedAnswers answers, InstantSource clock) {
    this.analytics = analytics;
    this.answers = answers;
    this.clock = clock;
  }

  Route routes() {
    var trends = segment("v1").slash("analytics").slash("trends");
    return path(trends, () -> get(() -> on(this::trends)));
  }

  private CompletionStage<HttpResponse> trends(HttpRequest request) {
    var asked = AnalyticsQuery.of(Query.of(request));
    var days = asked.days(clock.instant(), USUAL_DAYS);
    var fixed = asked.to().isPresent();
    return answers.of(
        request,
        "trends %s %s %s %s".formatted(asked.scope().text(), days, asked.zone(), fixed),
        CachedAnswers.Keepers.PUBLIC,
        () ->
            read(analytics.trends(asked.scope(), days.from(), days.to(), asked.zone()))
                .thenApply(found -> found.orElseThrow(asked::scopeNotFound))
                .thenApply(found -> told(asked, days, found, fixed)));
  }

  private CachedAnswers.Told told(
      AnalyticsQuery asked, AnalyticsQuery.Days days, Trends found, boolean fixed) {
    var daily = found.days().stream().map(Day::of).toList();
    var body =
        new Body(
            asked.scope().text(),
            days.from().start(),
            days.to().start(),
            Times.name(asked.zone()),
            found.asOf(),
            found.coverage(),
            found.isFinal(),
            daily,
            SlopeBody.of(found.slope()),
            found.hours().heatMap(),
            found.shares().stream().map(Share::of).toList(),
            new PrimeTimes(Prime.of(found.hours().weekdays()), Prime.of(found.hours().weekends())));
    var name = "trends-" + asked.scope().text().replace(':', '-');
    var table = new Table(name, COLUMNS, () -> daily.stream().map(Day::row).toList());
    var life = Freshness.of(days.to().start(), found.isFinal(), fixed, clock.instant());
    return new CachedAnswers.Told(body, table, life);
  }

  private record Body(
      String scope,
      Instant from,
      Instant to,
      String zone,
      @Nullable Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      List<Day> daily,
      SlopeBody slope,
      List<List<@Nullable Double>> heatmap,
      List<Share> share,
      PrimeTimes primeTime) {}

  private record Day(
      String day,
      @Nullable Double hoursWatched,
      @Nullable Double average,
      @Nullable Long peak,
      @Nullable Long uniques,
      @Nullable Double coverage,
      @Nullable Double mean7) {
    static Day of(Trends.Day it) {
      return new Day(
          it.day().toString(),
          it.hours(),
          it.average(),
          it.peak(),
          it.uniques(),
          it.coverage(),
          it.mean7());
    }

    List<@Nullable Object> row() {
      return Table.row(day, hoursWatched, average, peak, uniques, coverage, mean7);
    }
  }

  private record SlopeBody(@Nullable Double hoursPerDay, @Nullable Double ratePerWeek) {
    static SlopeBody of(Slope it) {
      return new SlopeBody(it.perDay(), it.ratePerWeek());
    }
  }

  private record Share(String category, String title, double hoursWatched, double share) {
    static Share of(Trends.Share it) {
      return new Share(it.category(), it.title(), it.hours(), it.share());
    }
  }

  private record PrimeTimes(@Nullable Prime weekdays, @Nullable Prime weekends) {}

  private record Prime(int from, int to, double hoursWatched) {
    static @Nullable Prime of(LocalHours.@Nullable PrimeTime it) {
      return it == null ? null : new Prime(it.from(), it.to(), it.hoursWatched());
    }
  }
}
