package headcount.browser;

import static headcount.browser.WatchPage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dashboard says where it has nothing to show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardStatesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Browser browser = Browser.open("en");

  @AfterAll
  void quit() {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({
    "analytics/compare, 503, reader_unavailable, line, down, en, The reader is not answering",
    "analytics/compare, 503, reader_unavailable, line, down, ko, 조회 서버가 응답하지 않습니다",
    "analytics/compare, 422, range_too_long, line, long, en, refused: range_too_long",
    "analytics/compare, 404, scope_not_found, line, unknown, en, Nobody by that id",
    "analytics/trends, 404, not_found, heat, missing, en, Not offered here",
    "analytics/forecast, 422, not_enough_history, forecast, short, en, four weeks of history",
    "analytics/forecast, 422, not_enough_history, forecast, short, ko, 4주간의 기록",
    "rankings/streams, 503, store_unavailable, streams, down, en, The reader is not answering",
    "analytics/revenue, 400, bad_range, revenue, failed, en, refused: bad_range",
  })
  void refusedPartSaysWhyAndTheOthersGoOn(
      String path, int status, String code, String part, String state, String lang, String said) {
    try (var server = new AudienceServer()) {
      server.refuse(path, status, code);
      var dashboard = Dashboard.open(browser, server.url("?lang=" + lang));
      assertThat(dashboard.state(part)).isEqualTo(state);
      assertThat(dashboard.text("[data-section=" + part + "] .empty")).contains(said);
      var other = part.equals("days") ? "movers" : "days";
      assertThat(dashboard.state(other)).isEqualTo("ok");
      assertThat(dashboard.page().has("[data-section=" + other + "] tbody tr")).isTrue();
    }
  }

  @Test
  void readerThatIsBackIsAskedAgainByTheButton() {
    try (var server = new AudienceServer()) {
      server.refuse("analytics/compare", 503, "reader_unavailable");
      var dashboard = Dashboard.open(browser, server.url("?lang=en"));
      assertThat(dashboard.tile("live")).isNotEmpty();
      assertThat(dashboard.tile("average")).isEmpty();
      server.restore("analytics/compare");
      dashboard.page().find("[data-section=line] [data-part=again]").click();
      eventually().until(() -> dashboard.state("line").equals("ok"));
      dashboard.press("[data-part=refresh]");
      assertThat(dashboard.tile("average")).isEqualTo("80123.4");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, silent, No broadcast", "1.5, unmeasured, Not measured"})
  void noBroadcastAndNotMeasuredAreToldApart(double airtime, String state, String said)
      throws Exception {
    try (var server = new AudienceServer()) {
      server.say(
          "analytics/compare",
          JSON.readTree(
              """
              {"step":"5m","coverage":null,"pairs":[{"at":"2026-11-14T00:00:00Z","current":null,\
              "againstAt":"2026-11-13T00:00:00Z","previous":null,"delta":null,"rate":null}],\
              "totals":{"airtimeHours":{"current":%s,"previous":0,"delta":null,"rate":null,\
              "reason":"previous_zero"}}}"""
                  .formatted(airtime)));
      var dashboard = Dashboard.open(browser, server.url("?lang=en"));
      assertThat(dashboard.state("line")).isEqualTo(state);
      assertThat(dashboard.text("[data-section=line] .empty")).contains(said);
      assertThat(dashboard.tile("average")).isEmpty();
    }
  }

  @Test
  void partsWithoutRowsSayWhatIsMissing() throws Exception {
    try (var server = new AudienceServer()) {
      server.say("analytics/trends", JSON.readTree("{\"heatmap\":[[null]],\"share\":[]}"));
      server.say("analytics/daily", JSON.readTree("{\"day\":null,\"items\":[]}"));
      server.say("analytics/growth", JSON.readTree("{\"current\":null,\"risers\":[]}"));
      server.say("rankings/streams", JSON.readTree("{\"asOf\":1,\"items\":[],\"next\":null}"));
      var dashboard = Dashboard.open(browser, server.url("?lang=en"));
      assertThat(dashboard.text("[data-section=heat] .empty")).contains("Too little history");
      assertThat(dashboard.text("[data-section=share] .empty")).contains("Too little history");
      assertThat(dashboard.text("[data-section=movers] .empty")).contains("whole weeks");
      assertThat(dashboard.text("[data-section=days] .empty")).contains("summed so far");
      assertThat(dashboard.text("[data-section=streams] .empty"))
          .contains("No stream has a viewer");
    }
  }

  @Test
  void ownRangeThatIsNoneAsksForItsDays() {
    try (var server = new AudienceServer()) {
      var page = browser.go(server.url("?lang=en&range=own&from=2026-11-02&to=2026-11-01"));
      eventually().until(() -> page.text("own-said").contains("after the last one"));
      assertThat(server.asked()).isEmpty();
      page.script(
          "document.querySelector('#own-from').value = '2026-10-31';"
              + "document.querySelector('#own [type=submit]').click(); return ''");
      eventually().until(() -> page.script("return location.search").contains("from=2026-10-31"));
      eventually().until(() -> page.script("return document.body.dataset.state").equals("ready"));
      assertThat(page.script("return document.querySelector('[data-section=line]').dataset.state"))
          .isEqualTo("ok");
    }
  }
}
