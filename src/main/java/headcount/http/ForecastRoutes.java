package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import headcount.audience.AudienceSums;
import headcount.audience.Figures;
import headcount.audience.Steps;
import headcount.audience.forecast.Backtest;
import headcount.audience.forecast.Forecast;
import headcount.audience.forecast.HourSeries;
import headcount.http.CachedAnswers.Keepers;
import headcount.http.CachedAnswers.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** How many viewers the hours ahead may have, told from the eight weeks that were summed last. */
final class ForecastRoutes extends Routes {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PAST = Duration.ofDays(56);
  private static final Duration SUMMED = Duration.ofMinutes(16);
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);
  private static final int USUAL_DAYS = 7;
  private static final List<String> COLUMNS = List.of("at", "value", "low", "high");

  private final AudienceSums sums;
  private final CachedAnswers answers;
  private final InstantSource clock;

  ForecastRoutes(AudienceSums sums, CachedAnswers answers, InstantSource clock) {
    this.sums = sums;
    this.answers = answers;
    this.clock = clock;
  }

  Route routes() {
    var forecast = segment("v1").slash("analytics").slash("forecast");
    return path(forecast, () -> get(() -> on(this::forecast)));
  }

  private CompletionStage<HttpResponse> forecast(HttpRequest request) {
    var query = Query.of(request);
    var asked = AnalyticsQuery.of(query);
    var days = (int) query.whole("days", "bad_days", 1, Forecast.MOST_DAYS).orElse(USUAL_DAYS);
    return answers.of(
        request,
        "forecast " + asked.scope().text() + " " + asked.zone() + " " + days,
        Keepers.PUBLIC,
        () -> past(asked).thenApply(past -> told(asked, past, days)));
  }

  /** The hours that were summed last. */
  private CompletionStage<Past> past(AnalyticsQuery asked) {
    return read(
        sums.summedTo()
            .thenCompose(
                summedTo -> {
                  var now = clock.instant();
                  var end =
                      summedTo.isBefore(now) && summedTo.isAfter(Instant.EPOCH) ? summedTo : now;
                  var hours = Steps.within(end.minus(PAST), end, HOUR, asked.zone());
                  return sums.steps(asked.scope(), hours)
                      .thenApply(found -> new Past(hours, found.orElseThrow(asked::scopeNotFound)));
                }));
  }

  private Told told(AnalyticsQuery asked, Past past, int days) {
    var forecast =
        Forecast.of(past.series(), days).orElseThrow(() -> notEnough(asked.scope().text()));
    var points = forecast.points().stream().map(Point::of).toList();
    var asOf = past.hours.to();
    var body =
        new Body(
            asked.scope().text(),
            asOf,
            asOf.plus(Duration.ofDays(days)),
            Times.name(asked.zone()),
            asOf,
            past.coverage(),
            false,
            forecast.method().text(),
            Forecast.INTERVAL,
            points,
            Tested.of(forecast));
    var name = "forecast-" + asked.scope().text().replace(':', '-');
    var table = new Table(name, COLUMNS, () -> points.stream().map(Point::row).toList());
    var life = Duration.between(clock.instant(), asOf.plus(HOUR).plus(SUMMED));
    return new Told(body, table, life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life);
  }

  private static Refusal notEnough(String scope) {
    return Refusal.of(
        422,
        "not_enough_history",
        "a forecast needs four weeks with measured hours in each; " + scope + " has less",
        "Ask again when it has been live for four weeks, or ask for a larger scope.");
  }

  private record Past(Steps hours, List<Figures> figures) {
    HourSeries series() {
      return HourSeries.of(
          hours.from(), hours.zone(), figures.stream().map(Figures::average).toList());
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
      Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      String method,
      double interval,
      List<Point> points,
      Tested backtest) {}

  private record Point(
      Instant at, @Nullable Double value, @Nullable Double low, @Nullable Double high) {
    static Point of(Forecast.Point it) {
      return new Point(it.at(), it.value(), it.low(), it.high());
    }

    List<@Nullable Object> row() {
      return Table.row(at, value, low, high);
    }
  }

  private record Tested(
      int origins,
      @Nullable Double mape,
      @Nullable Double wape,
      @Nullable Double mase,
      @Nullable Double coverage80,
      Erred seasonalNaive) {
    static Tested of(Forecast forecast) {
      var own = forecast.own();
      return new Tested(
          own.origins(),
          own.mape(),
          own.wape(),
          own.mase(),
          own.coverage80(),
          Erred.of(forecast.naive()));
    }
  }

  private record Erred(
      @Nullable Double mape,
      @Nullable Double wape,
      @Nullable Double mase,
      @Nullable Double coverage80) {
    static Erred of(Backtest.Figures it) {
      return new Erred(it.mape(), it.wape(), it.mase(), it.coverage80());
    }
  }
}
