package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import headcount.audience.AudienceSums;
import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.Steps;
import headcount.audience.forecast.Assumption;
import headcount.audience.forecast.Estimate;
import headcount.audience.forecast.Revenue;
import headcount.http.CachedAnswers.Keepers;
import headcount.http.CachedAnswers.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** What advertisements an audience had room for, as configured assumptions estimate it. */
final class RevenueRoutes extends Routes {
  private static final int USUAL_DAYS = 28;
  private static final Duration FINAL = Duration.ofHours(26);
  private static final Duration UNTIL_FINAL = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);
  private static final List<String> COLUMNS = List.of("figure", "low", "base", "high", "unit");

  private final AudienceSums sums;
  private final RevenueSettings settings;
  private final CachedAnswers answers;
  private final InstantSource clock;

  RevenueRoutes(
      AudienceSums sums, RevenueSettings settings, CachedAnswers answers, InstantSource clock) {
    this.sums = sums;
    this.settings = settings;
    this.answers = answers;
    this.clock = clock;
  }

  Route routes() {
    var revenue = segment("v1").slash("analytics").slash("revenue");
    return path(revenue, () -> get(() -> on(this::revenue)));
  }

  private CompletionStage<HttpResponse> revenue(HttpRequest request) {
    var asked = AnalyticsQuery.of(Query.of(request));
    var days = asked.days(clock.instant(), USUAL_DAYS);
    return answers.of(
        request,
        "revenue %s %s %s %s %s"
            .formatted(asked.scope().text(), days.from(), days.to(), asked.zone(), settings),
        Keepers.PRIVATE,
        () -> summed(asked, days).thenApply(summed -> told(asked, days, summed)));
  }

  private CompletionStage<Summed> summed(AnalyticsQuery asked, AnalyticsQuery.Days days) {
    var each =
        Steps.within(days.from().start(), days.to().start(), BusinessDay.LENGTH, BusinessDay.SEOUL);
    var seconds = sums.categories(asked.scope(), days.from(), days.to());
    var figures = sums.steps(asked.scope(), each);
    return read(
        seconds.thenCombine(
            figures,
            (byCategory, steps) ->
                new Summed(
                    byCategory.orElseThrow(asked::scopeNotFound),
                    steps.orElseThrow(asked::scopeNotFound))));
  }

  private Told told(AnalyticsQuery asked, AnalyticsQuery.Days days, Summed summed) {
    var revenue = Revenue.of(summed.viewerSeconds, settings.assumptions());
    var isFinal = !days.to().start().plus(FINAL).isAfter(clock.instant());
    var body =
        new Body(
            asked.scope().text(),
            days.from().start(),
            days.to().start(),
            Times.name(asked.zone()),
            summed.asOf(),
            summed.coverage(),
            isFinal,
            "estimate",
            revenue.hoursWatched(),
            revenue.impressions(),
            Value.of(revenue.value(), settings.currency()),
            revenue.assumptions().stream().map(Assumed::of).toList());
    var name = "revenue-" + asked.scope().text().replace(':', '-');
    return new Told(
        body, new Table(name, COLUMNS, () -> rows(revenue)), isFinal ? LONGEST_LIFE : UNTIL_FINAL);
  }

  private List<List<@Nullable Object>> rows(Revenue revenue) {
    var hours = revenue.hoursWatched();
    var rows = new ArrayList<List<@Nullable Object>>();
    rows.add(Table.row("hoursWatched", hours, hours, hours, "h"));
    rows.add(row("impressions", revenue.impressions(), ""));
    rows.add(row("value", revenue.value(), settings.currency()));
    return rows;
  }

  private static List<@Nullable Object> row(String figure, @Nullable Estimate it, String unit) {
    return it == null
        ? Table.row(figure, null, null, null, unit)
        : Table.row(figure, it.low(), it.base(), it.high(), unit);
  }

  private record Summed(
      SortedMap<BusinessDay, Map<String, Long>> viewerSeconds, List<Figures> figures) {
    @Nullable Instant asOf() {
      return viewerSeconds.isEmpty() ? null : viewerSeconds.lastKey().end();
    }

    @Nullable Double coverage() {
      return figures.stream().reduce(Figures.NOTHING, Figures::plus).coverage();
    }
  }

  private record Body(
      String scope,
      Instant from,
      Instant to,
      String zone,
      @Nullable Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      String kind,
      double hoursWatched,
      @Nullable Estimate impressions,
      @Nullable Value value,
      List<Assumed> assumptions) {}

  private record Value(double low, double base, double high, String currency) {
    static @Nullable Value of(@Nullable Estimate it, String currency) {
      return it == null ? null : new Value(it.low(), it.base(), it.high(), currency);
    }
  }

  private record Assumed(
      String category,
      String from,
      Estimate adsPerViewerHour,
      double fill,
      double adFree,
      @Nullable Estimate cpm) {
    static Assumed of(Assumption it) {
      return new Assumed(
          it.category(),
          it.from().toString(),
          it.adsPerViewerHour(),
          it.fill(),
          it.adFree(),
          it.cpm());
    }
  }
}
