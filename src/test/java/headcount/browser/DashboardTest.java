package headcount.browser;

import static headcount.browser.WatchPage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What an analyst sees and does on the dashboard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
  private static final String DAY = "&range=own&from=2026-11-14&to=2026-11-14";

  private final Browser browser = Browser.open("en");
  private final AudienceServer server = new AudienceServer();

  @BeforeEach
  void desktop() {
    browser.screen(1280, 900, "light");
  }

  @AfterEach
  void nothingWasForbiddenOrBroken() {
    var said = browser.driver().manage().logs().get("browser").getAll();
    assertThat(said)
        .filteredOn(it -> !it.getMessage().contains("favicon"))
        .as("the browser's console")
        .isEmpty();
  }

  @AfterAll
  void quit() {
    browser.close();
    server.close();
  }

  private Dashboard open(String query) {
    return Dashboard.open(browser, server.url(query));
  }

  @Test
  void everyPartShowsItsFigures() {
    var dashboard = open("?lang=en");
    assertThat(dashboard.text("h1")).isEqualTo("All streams");
    for (var section :
        new String[] {
          "tiles", "line", "heat", "share", "streams", "movers", "days", "forecast", "revenue"
        }) {
      assertThat(dashboard.state(section)).as(section).isEqualTo("ok");
    }
    assertThat(dashboard.tile("average")).isEqualTo("80123.4");
    assertThat(dashboard.text("[data-tile=hoursWatched]"))
        .contains("1,922,962", "+8.3%", "from 1,775,260");
    assertThat(dashboard.text("[data-tile=peak]"))
        .contains("−2.1%", "highest average of 5 minutes");
    assertThat(dashboard.text("[data-tile=uniques]"))
        .contains("too little measured", "± 3.1%", "201,234 anonymous");
    assertThat(dashboard.text("[data-section=revenue]"))
        .contains("estimate", "Fri, 20 Nov 2026", "4,615,107", "No price is set");
    assertThat(dashboard.text("[data-section=forecast]")).contains("10.5%", "12.9%", "77%", "82%");
  }

  @Test
  void sameInstantReadsNineInSeoulAndMidnightInUtc() {
    var dashboard = open("?lang=en&open=line" + DAY);
    assertThat(dashboard.row("line", "2026-11-14T00:00:00Z")).startsWith("Sat 14 Nov, 09:00|");
    assertThat(drawn(dashboard)).isEqualTo("true 2026-11-14T00:00:00.000Z");
    dashboard.press("[data-value=UTC]");
    assertThat(dashboard.row("line", "2026-11-14T00:00:00Z")).startsWith("Sat 14 Nov, 00:00|");
    assertThat(drawn(dashboard)).isEqualTo("true 2026-11-14T00:00:00.000Z");
    assertThat(dashboard.query()).contains("zone=UTC");
    assertThat(dashboard.text(".span")).contains("UTC").contains("00:00");
    assertThat(server.asked())
        .anyMatch(it -> it.startsWith("analytics/compare?") && it.endsWith("&zone=UTC"));
  }

  /** Whether the chart's clock is UTC, and what its first point reads on it. */
  private static String drawn(Dashboard dashboard) {
    return dashboard
        .page()
        .script(
            """
            const option = echarts.getInstanceByDom(document.querySelector('.plot')).getOption();
            return option.useUTC + ' ' + new Date(option.series[0].data[0][0]).toISOString()""");
  }

  @Test
  void gapsStayOpenAndWhatWasRecoveringIsShaded() {
    var dashboard = open("?lang=en&scope=stream:s1&open=line" + DAY);
    assertThat(dashboard.text("h1")).isEqualTo("저녁 방송 1 / evening");
    assertThat(dashboard.row("line", "2026-11-14T03:10:00Z")).contains("|–|");
    var shaded =
        dashboard
            .page()
            .script(
                """
                const option = echarts.getInstanceByDom(document.querySelector('.plot')).getOption();
                const [line] = option.series;
                const [[from, to]] = line.markArea.data;
                const none = line.data.filter(([, value]) => value === null).length;
                const iso = (at) => new Date(at.xAxis).toISOString().slice(11, 16);
                return [line.connectNulls, none, iso(from), iso(to), option.series[1].lineStyle.type].join(' ')""");
    assertThat(shaded).isEqualTo("false 12 14:00 14:30 5,4");
  }

  @Test
  void languageChangesWordsNumbersAndTheAddress() {
    var dashboard = open("?scope=broadcaster:b1");
    assertThat(dashboard.text("[data-section=revenue] h2")).isEqualTo("Advertising value");
    dashboard.press("[data-value=ko]");
    assertThat(dashboard.query()).contains("lang=ko");
    assertThat(dashboard.text("[data-section=revenue]")).contains("추정치", "노출 수");
    assertThat(dashboard.text("[data-tile=average]")).contains("평균 시청자", "80,123", "명");
    assertThat(dashboard.page().script("return document.documentElement.lang")).isEqualTo("ko");
    dashboard.press("[data-value=en]");
    assertThat(dashboard.text("[data-section=revenue]")).contains("estimate");
  }

  @Test
  void addressHoldsTheStateAndBackAndForwardWalkThroughIt() {
    var dashboard = open("?lang=en&scope=category:c2&range=30d&compare=week&zone=UTC&open=heat");
    assertThat(dashboard.text("[data-choice=range] [aria-pressed=true]")).isEqualTo("30 d");
    assertThat(dashboard.text("[data-choice=zone] [aria-pressed=true]")).isEqualTo("UTC");
    assertThat(dashboard.page().find("#compare").getAttribute("value")).isEqualTo("week");
    assertThat(dashboard.page().has("[data-section=heat] details[open] td")).isTrue();
    assertThat(dashboard.text("h1")).isEqualTo("Valorant");
    dashboard.press("[data-value='90d']");
    dashboard.press("[data-section=streams] .name");
    assertThat(dashboard.query()).contains("scope=stream:s1", "range=90d", "open=heat");
    browser.driver().navigate().back();
    eventually().until(() -> dashboard.text("h1").equals("Valorant"));
    browser.driver().navigate().back();
    eventually()
        .until(() -> dashboard.text("[data-choice=range] [aria-pressed=true]").equals("30 d"));
    browser.driver().navigate().forward();
    browser.driver().navigate().forward();
    eventually().until(() -> dashboard.text("h1").equals("저녁 방송 1 / evening"));
    dashboard.ready();
  }

  @Test
  void keyboardAloneChoosesAScopeAndReadsTheChart() {
    var dashboard = open("?lang=en" + DAY);
    dashboard.keys("#scope", "cast", Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertThat(dashboard.page().find("#scope").getAttribute("aria-activedescendant"))
        .isEqualTo("scope-1");
    dashboard.keys("#scope", Keys.ENTER);
    dashboard.ready();
    assertThat(dashboard.query()).startsWith("?scope=broadcaster:b2&");
    dashboard.keys("[data-section=line] .plot", Keys.HOME, Keys.ARROW_RIGHT);
    assertThat(dashboard.page().script(spoken())).startsWith("Sat 14 Nov, 00:05: 131,");
    dashboard.openTable("share");
    assertThat(dashboard.text("[data-section=share] .data")).contains("Travel", "2.0%");
    eventually().until(() -> dashboard.query().contains("open=share"));
  }

  private static String spoken() {
    return "return document.querySelector('[data-section=line] [data-part=spoken]').textContent";
  }

  @Test
  void figuresAreSavedAsCsvUnderTheNameTheServerGives(@TempDir Path folder) throws Exception {
    var dashboard = open("?lang=en" + DAY);
    Dashboard.downloads(browser, folder.toString());
    dashboard.page().find("[data-section=line] [data-part=csv]").click();
    var file = folder.resolve("compare.csv");
    eventually().until(() -> Files.exists(file) && Files.size(file) > 0);
    assertThat(Files.readString(file)).startsWith("\uFEFFat,current\r\n");
    assertThat(server.asked())
        .anyMatch(it -> it.startsWith("analytics/compare?") && it.endsWith("&bom=1"));
    assertThat(dashboard.page().script(spoken())).isEqualTo("The file was saved.");
  }

  @ParameterizedTest
  @CsvSource({"en, 24h, light", "ko, 90d, dark", "ko, 7d, light"})
  void phoneNeedsNoSidewaysScrolling(String lang, String range, String scheme) {
    browser.screen(360, 780, scheme);
    var dashboard = open("?lang=" + lang + "&range=" + range);
    assertThat(dashboard.overhang()).isLessThanOrEqualTo(0);
    dashboard.page().script("document.querySelector('[data-value=own]').click(); return ''");
    assertThat(dashboard.overhang()).isLessThanOrEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"en, light", "ko, dark"})
  void textStandsOutFromItsGround(String lang, String scheme) {
    browser.screen(1280, 900, scheme);
    var dashboard = open("?scope=broadcaster:b1&open=line,heat&lang=" + lang);
    assertThat(dashboard.faint(4.5)).isEmpty();
  }
}
