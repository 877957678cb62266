package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Forecast and revenue on a real port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimateRoutesTest {
  private static final String ASSUMED =
      """
      headcount.http.revenue {
        currency = KRW
        assumptions = [
          { category = "*", from = "2020-01-01", ads-per-viewer-hour = [2, 4, 6], fill = 0.5, ad-free = 0.25, cpm = [1000, 2000, 3000] }
        ]
      }
      """;

  private PublicPort port;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort(ASSUMED);
  }

  @BeforeEach
  void anew() {
    port.twins.analysts.eachStep = new Figures(3600 * 60, 3600, 3600, 3600, 60L);
    port.twins.analysts.categories.clear();
    port.twins.analysts.categories.put(
        BusinessDay.of(Twins.NOW).plus(-2), Map.of("games", 600 * 3600L, "music", 400 * 3600L));
  }

  @AfterAll
  void stop() {
    port.close();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
  }

  @Test
  void theHoursAheadFollowTheHoursThatWereSummed() throws Exception {
    var answer = port.get("/v1/analytics/forecast?days=2");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var body = json(answer);
    var end =
        Twins.NOW.minus(Duration.ofMinutes(15)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
    assertThat(body.path("scope").asText()).isEqualTo("platform");
    assertThat(body.path("zone").asText()).isEqualTo("Asia/Seoul");
    assertThat(body.path("asOf").asText()).isEqualTo(end.toString());
    assertThat(body.path("points")).hasSize(48);
    assertThat(body.at("/points/0/at").asText()).isEqualTo(end.toString());
    assertThat(body.at("/points/0/value").asDouble())
        .isCloseTo(60, org.assertj.core.api.Assertions.within(1e-6));
    assertThat(body.path("coverage").asDouble()).isEqualTo(1);
    assertThat(body.path("interval").asDouble()).isEqualTo(0.8);
    assertThat(body.at("/backtest/origins").asInt()).isEqualTo(28);
    assertThat(body.at("/backtest/wape").asDouble()).isLessThan(1e-9);
    assertThat(body.at("/backtest/mase").isNull()).as("a week before was never wrong").isTrue();
    assertThat(body.path("backtest").path("seasonalNaive").has("coverage80")).isTrue();
    assertThat(port.getCsv("/v1/analytics/forecast?days=1").body())
        .startsWith("at,value,low,high\r\n" + end + ",");
  }

  @Test
  void withoutFourWeeksThereIsNoForecast() throws Exception {
    port.twins.analysts.eachStep = Figures.NOTHING;
    assertRefused(port.get("/v1/analytics/forecast?scope=category:new"), 422, "not_enough_history");
  }

  @Test
  void revenueIsAnEstimateWithItsAssumptions() throws Exception {
    var answer = port.get("/v1/analytics/revenue?scope=broadcaster:ann");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control").orElseThrow()).startsWith("private, ");
    var body = json(answer);
    assertThat(body.path("kind").asText()).isEqualTo("estimate");
    assertThat(body.path("hoursWatched").asDouble()).isEqualTo(1_000);
    assertThat(body.at("/impressions/base").asDouble()).isEqualTo(1_500);
    assertThat(body.path("value").toString())
        .isEqualTo("{\"low\":750.0,\"base\":3000.0,\"high\":6750.0,\"currency\":\"KRW\"}");
    assertThat(body.at("/assumptions/0").toString())
        .isEqualTo(
            "{\"category\":\"*\",\"from\":\"2020-01-01\",\"adsPerViewerHour\":{\"low\":2.0,\"base\":4.0,\"high\":6.0},"
                + "\"fill\":0.5,\"adFree\":0.25,\"cpm\":{\"low\":1000.0,\"base\":2000.0,\"high\":3000.0}}");
    assertThat(port.getCsv("/v1/analytics/revenue?scope=broadcaster:ann").body())
        .contains("impressions,750.0,1500.0,2250.0,")
        .contains("value,750.0,3000.0,6750.0,KRW");
  }

  @Test
  void whatCannotBeAskedIsRefused() throws Exception {
    assertRefused(port.get("/v1/analytics/forecast?days=15"), 400, "bad_days");
    assertRefused(port.get("/v1/analytics/forecast?scope=me"), 400, "bad_scope");
    assertRefused(port.get("/v1/analytics/forecast?scope=stream:nobody"), 404, "scope_not_found");
    assertRefused(port.get("/v1/analytics/revenue?scope=stream:nobody"), 404, "scope_not_found");
    assertRefused(port.get("/v1/analytics/revenue?zone=Mars"), 400, "bad_zone");
    assertRefused(
        port.get("/v1/analytics/revenue?from=2025-01-01&to=2026-01-01"), 422, "range_too_long");
  }

  @Test
  void aPriceNeedsACurrencyAndAnEstimateThreeRisingNumbers() {
    assertThatThrownBy(() -> settings("currency = \"\""))
        .hasMessageContaining("headcount.http.revenue.currency is needed where a cpm is given");
    assertThatThrownBy(() -> settings("currency = won"))
        .hasMessageContaining("three capital letters");
    assertThatThrownBy(
            () ->
                settings(
                    "assumptions = [{ category = \"*\", from = \"2020-01-01\", ads-per-viewer-hour = [4, 2, 8], fill = 1, ad-free = 0 }]"))
        .hasMessageContaining("from 0 and rising");
  }

  private static void settings(String line) {
    HttpSettings.from(
        ConfigFactory.parseString(ASSUMED + "headcount.http.revenue { " + line + " }")
            .withFallback(ConfigFactory.load()));
  }
}
