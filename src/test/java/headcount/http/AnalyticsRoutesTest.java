package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import headcount.audience.BusinessDay;
import headcount.audience.DailyStatistics.Question;
import headcount.audience.DailyStatistics.Sort;
import headcount.audience.DaySums.Metric;
import headcount.audience.Scope;
import headcount.audience.Steps;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The clock stands at 12:03:20 UTC of 21 September, 21:03:20 in Seoul. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyticsRoutesTest {
  private static final String COMPARE = "/v1/analytics/compare";
  private static final String GROWTH = "/v1/analytics/growth";
  private static final String TRENDS = "/v1/analytics/trends";
  private static final String DAILY = "/v1/analytics/daily";
  private static final List<String> ALL = List.of(COMPARE, GROWTH, TRENDS, DAILY);
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  private PublicPort port;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort("");
  }

  @AfterAll
  void stop() {
    port.close();
  }

  @BeforeEach
  void nothingAskedYet() {
    port.twins.gone = false;
    port.twins.analysts.asked.clear();
    port.twins.kept.clear();
  }

  private Object asked() {
    return port.twins.analysts.asked.getLast();
  }

  private static Steps steps(String from, String to, Duration length) {
    return new Steps(Instant.parse(from + ":00Z"), Instant.parse(to + ":00Z"), length, SEOUL);
  }

  @Test
  void theLastDayIsComparedWithTheOneBefore() throws Exception {
    var answer = json(port.get(COMPARE));
    var five = Duration.ofMinutes(5);
    assertThat(asked())
        .isEqualTo(
            List.of(
                steps("2026-09-20T12:00", "2026-09-21T12:00", five),
                steps("2026-09-19T12:00", "2026-09-20T12:00", five)));
    assertThat(answer.path("zone").textValue()).isEqualTo("Asia/Seoul");
    assertThat(answer.path("step").textValue()).isEqualTo("5m");
    assertThat(answer.path("pairs")).hasSize(288);
    assertThat(answer.path("peakBasis").textValue()).isEqualTo("5m");
    assertThat(answer.path("totals").path("hoursWatched").path("current").doubleValue())
        .isEqualTo(288.0);
    assertThat(answer.path("uniques").path("current").path("method").textValue())
        .isEqualTo("exact");
  }

  @Test
  void aWeekIsSetAgainstTheSameDaysAWeekBefore() throws Exception {
    var range = "?scope=stream:s1&from=2026-09-14&to=2026-09-16&step=1d&against=";
    assertThat(json(port.get(COMPARE + range + "week")).path("peakBasis").textValue())
        .isEqualTo("exact");
    var day = Duration.ofDays(1);
    var current = steps("2026-09-13T15:00", "2026-09-15T15:00", day);
    assertThat(asked())
        .isEqualTo(List.of(current, steps("2026-09-06T15:00", "2026-09-08T15:00", day)));
    port.get(COMPARE + range + "previous");
    assertThat(asked())
        .isEqualTo(List.of(current, steps("2026-09-11T15:00", "2026-09-13T15:00", day)));
    port.get(COMPARE + range + "2026-08-01,2026-08-03");
    assertThat(asked())
        .isEqualTo(List.of(current, steps("2026-07-31T15:00", "2026-08-02T15:00", day)));
  }

  @Test
  void daysBeforeTheClockWasPutAreAsMany() throws Exception {
    port.get(COMPARE + "?from=2026-04-01&to=2026-04-08&step=1d&zone=Europe/Berlin");
    var pair = (List<?>) asked();
    var previous = (Steps) pair.get(1);
    assertThat(previous.from()).isEqualTo("2026-03-24T23:00:00Z"); // winter time
    assertThat(previous.starts()).hasSize(7);
  }

  @Test
  void growthIsByMetricAndWindow() throws Exception {
    var answer = json(port.get(GROWTH + "?metric=average&window=28d&scope=category:games"));
    assertThat(asked()).isEqualTo(Metric.AVERAGE);
    assertThat(answer.path("window").textValue()).isEqualTo("28d");
    assertThat(answer.path("from").textValue()).isEqualTo("2026-08-23T15:00:00Z");
    assertThat(answer.path("against").path("to").textValue()).isEqualTo("2026-08-23T15:00:00Z");
    assertThat(answer.path("rate").doubleValue()).isZero();
    assertThat(answer.path("reason").isNull()).isTrue();
    assertThat(answer.path("risers").path(0).path("scope").textValue())
        .isEqualTo("broadcaster:ann");
  }

  @Test
  void trendsAreOfTheDaysThatBeginInTheRange() throws Exception {
    port.get(TRENDS);
    assertThat(asked()).isEqualTo(List.of(day("2026-08-24"), day("2026-09-21"), SEOUL));
    port.get(TRENDS + "?from=2026-09-01&to=2026-09-08");
    assertThat(asked()).isEqualTo(List.of(day("2026-09-01"), day("2026-09-08"), SEOUL));
    port.get(TRENDS + "?from=2026-09-01T00:00Z&to=2026-09-08T00:00Z&zone=UTC");
    assertThat(asked())
        .isEqualTo(List.of(day("2026-09-02"), day("2026-09-09"), java.time.ZoneOffset.UTC));
  }

  @Test
  void trendsKeepNullsAndHaveSevenRowsOfHours() throws Exception {
    var answer = json(port.get(TRENDS + "?from=2026-09-19&to=2026-09-20"));
    assertThat(answer.path("heatmap")).hasSize(7);
    assertThat(answer.path("heatmap").path(0)).hasSize(24);
    assertThat(answer.path("heatmap").path(0).path(0).isNull()).isTrue(); // a Saturday only
    assertThat(answer.path("heatmap").path(5).path(0).doubleValue()).isEqualTo(60.0);
    assertThat(answer.path("daily").path(0).path("mean7").isNull()).isTrue();
    assertThat(answer.path("primeTime").path("weekdays").isNull()).isTrue();
    assertThat(answer.path("primeTime").path("weekends").path("to").intValue()).isEqualTo(3);
  }

  @Test
  void dailyIsOfOneDayOrOfOneScope() throws Exception {
    var answer = json(port.get(DAILY + "?day=2026-09-18&kind=category&sort=growth&limit=7"));
    assertThat(asked())
        .isEqualTo(new Question(day("2026-09-18"), Scope.Kind.CATEGORY, Sort.GROWTH, 7, null));
    assertThat(answer.path("items").path(0).path("growth").doubleValue()).isEqualTo(0.5);
    assertThat(answer.path("next").textValue()).isEqualTo("2");
    var stays = answer.path("items").path(0).path("retention");
    assertThat(stays.path(1).path("minutes").intValue()).isEqualTo(5);
    assertThat(stays.path(1).path("share").doubleValue()).isEqualTo(0.5);
    assertThat(stays.path(2).path("share").isNull()).isTrue();
    var days = json(port.get(DAILY + "?scope=broadcaster:ann&from=2026-09-01&to=2026-09-03"));
    assertThat(asked()).isEqualTo(List.of(day("2026-09-01"), day("2026-09-03")));
    assertThat(days.path("scope").textValue()).isEqualTo("broadcaster:ann");
    assertThat(days.path("items").path(0).path("rank").isNull()).isTrue();
  }

  private static BusinessDay day(String date) {
    return new BusinessDay(LocalDate.parse(date));
  }

  @Test
  void tablesHaveTheSameFiguresAndTheNextPage() throws Exception {
    var daily = port.getCsv(DAILY + "?day=2026-09-18&limit=1");
    assertThat(daily.body().lines().toList())
        .containsExactly(
            String.join(",", DailyBody.COLUMNS),
            "2026-09-18,1,broadcaster:x,'=Ann,games,2.0,2.0,5,2026-09-17T15:00:00Z,9,6,1,2,3,1200,1500.0,8,"
                + "1.0,2,1.0,0.5,true");
    assertThat(daily.headers().firstValue("link"))
        .hasValue("<" + DAILY + "?day=2026-09-18&limit=1&cursor=2>; rel=\"next\"");
    assertThat(port.getCsv(GROWTH).body().lines().skip(1).toList())
        .containsExactly(
            "scope,platform,,2.0,2.0,0.0,",
            "riser,broadcaster:ann,Ann,2.0,2.0,0.0,",
            "faller,broadcaster:ann,Ann,2.0,2.0,0.0,");
    assertThat(port.getCsv(TRENDS).body().lines().skip(1).toList())
        .containsExactly("2026-08-24,2.0,5.0,5,6,1.0,");
    assertThat(port.getCsv(COMPARE + "?step=1h").body()).contains(",60.0,");
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongIsNamed() {
    return Stream.of(
            COMPARE + "?scope=galaxy 400 bad_scope",
            COMPARE + "?scope=stream: 400 bad_scope",
            COMPARE + "?scope=platform:1 400 bad_scope",
            COMPARE + "?zone=Mars 400 bad_zone",
            COMPARE + "?step=7m 400 bad_step",
            COMPARE + "?from=2026-09-02&to=2026-09-01 400 bad_range",
            COMPARE + "?against=yesterday 400 bad_range",
            COMPARE
                + "?step=1d&from=2026-09-01&to=2026-09-03&against=2026-08-01,2026-08-02"
                + " 400 bad_range",
            COMPARE + "?step=5m&from=2026-09-01&to=2026-09-09 422 range_too_long",
            GROWTH + "?metric=joy 400 bad_metric",
            GROWTH + "?window=30d 400 bad_window",
            TRENDS + "?from=2026-01-01&to=2026-06-01 422 range_too_long",
            TRENDS + "?from=2026-10-01 400 bad_range",
            DAILY + "?day=today 400 bad_day",
            DAILY + "?kind=platform 400 bad_kind",
            DAILY + "?sort=name 400 bad_sort",
            DAILY + "?limit=101 400 bad_limit",
            DAILY + "?cursor=nonsense 400 cursor_expired",
            DAILY + "?scope=broadcaster:ann&from=2020-01-01&to=2026-01-01 422 range_too_long",
            COMPARE + "?scope=category:nobody 404 scope_not_found",
            GROWTH + "?scope=broadcaster:nobody 404 scope_not_found",
            TRENDS + "?scope=stream:nobody 404 scope_not_found",
            DAILY + "?scope=stream:nobody 404 scope_not_found")
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line,
                    () -> {
                      var words = line.split(" ", -1);
                      var answer = port.get(words[0]);
                      assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(words[1]));
                      assertThat(code(answer)).isEqualTo(words[2]);
                    }));
  }

  private static String code(HttpResponse<String> answer) throws Exception {
    JsonNode body = json(answer);
    return body.path("code").textValue();
  }

  @Test
  void readersThatAreGoneAreAnnounced() throws Exception {
    port.twins.gone = true;
    for (var path : ALL) {
      var answer = port.get(path + "?limit=99&bust=1&from=2026-09-01&to=2026-09-02");
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(code(answer)).isEqualTo("reader_unavailable");
      assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
      assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    }
  }

  @Test
  void whatIsFinalMayBeKeptForADay() throws Exception {
    assertThat(kept(TRENDS + "?from=2026-09-01&to=2026-09-08")).isEqualTo("public, max-age=86400");
    assertThat(kept(TRENDS)).isEqualTo("public, max-age=3600"); // other days tomorrow
    assertThat(kept(COMPARE + "?from=2026-09-01&to=2026-09-08"))
        .isEqualTo("public, max-age=3600"); // late records may come
    assertThat(kept(COMPARE)).isEqualTo("public, max-age=110"); // 12:05:10
  }

  private String kept(String path) throws Exception {
    return port.get(path).headers().firstValue("cache-control").orElseThrow();
  }
}
