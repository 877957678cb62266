package headcount.app;

import static headcount.browser.WatchPage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import headcount.audience.BusinessDay;
import headcount.browser.Browser;
import headcount.browser.Dashboard;
import headcount.embedded.TestMysql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard of a real node over a real MySQL that holds two days of one stream: 100 viewers all
 * the time, but for 123 and an exact peak of 200 at midnight in UTC of the second day, an hour from
 * 02:00 that was not measured, and half an hour from 03:00 that was recovering.
 */
class DashboardIT {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("''yyyy-MM-dd HH:mm''");

  private final String stream = "dash-" + Long.toString(System.nanoTime(), 36);
  private final BusinessDay second = BusinessDay.of(Instant.now()).plus(-1);
  private final LocalDate day = second.date();

  @Test
  void figuresOfTheDatabaseAreReadOnBothClocksAndSavedAsTheyAre(@TempDir Path folder)
      throws Exception {
    Browser.requireInstalled();
    try (var kit = NodeKit.one();
        var browser = Browser.open("en")) {
      fill(kit.database());
      new CommandRun(kit.database())
          .run(
              0,
              "rollup",
              "" + day.minusDays(1),
              "" + day.plusDays(1),
              "--mysql",
              new CommandRun(kit.database()).mysql());
      var dashboard =
          Dashboard.open(
              browser,
              kit.http(0)
                  + "/dashboard?lang=en&open=line&scope=stream:%s&range=own&from=%s&to=%s"
                      .formatted(stream, day, day));
      bothClocks(dashboard);
      figures(dashboard);
      saved(browser, dashboard, folder);
    }
  }

  private void bothClocks(Dashboard dashboard) {
    assertThat(dashboard.row("line", day + "T00:00:00Z")).contains(", 09:00|123|100|");
    assertThat(dashboard.row("line", day + "T02:00:00Z")).contains(", 11:00|–|100|");
    dashboard.press("[data-value=UTC]");
    assertThat(dashboard.row("line", day + "T00:00:00Z")).contains(", 00:00|123|");
    dashboard.press("[data-value='Asia/Seoul']");
  }

  private static void figures(Dashboard dashboard) {
    assertThat(dashboard.tile("peak")).isEqualTo("200");
    // 276 steps of 5 minutes with 100 viewers, one of them with 123
    assertThat(Double.parseDouble(dashboard.tile("hoursWatched")))
        .isCloseTo((276 * 100 + 23) / 12.0, within(0.01));
    assertThat(Double.parseDouble(dashboard.tile("average")))
        .isCloseTo((276 * 100 + 23) / 276.0, within(0.01));
    assertThat(dashboard.text("[data-section=line] .legend")).contains("Recovering");
    assertThat(dashboard.state("heat")).isEqualTo("ok");
    assertThat(dashboard.state("share")).isEqualTo("ok");
    assertThat(dashboard.state("forecast")).isEqualTo("short");
    assertThat(dashboard.text("[data-section=days] tbody")).contains("2,302", "2,400");
    assertThat(dashboard.text("[data-section=revenue]")).contains("estimate", "2,302");
  }

  private void saved(Browser browser, Dashboard dashboard, Path folder) throws Exception {
    Dashboard.downloads(browser, folder.toString());
    dashboard.page().find("[data-section=line] [data-part=csv]").click();
    var file = folder.resolve("compare-stream-" + stream + "-5m.csv");
    eventually().until(() -> Files.exists(file) && Files.size(file) > 0);
    assertThat(Files.readString(file))
        .startsWith("\uFEFFat,current,againstAt,previous,delta,rate\r\n")
        .contains("\r\n" + day + "T00:00:00Z,123.0," + day.minusDays(1) + "T00:00:00Z,100.0,");
  }

  private void fill(String database) throws SQLException {
    var begin = second.plus(-1).start();
    var rows = new ArrayList<String>();
    for (var at = begin; at.isBefore(second.plus(1).start()); at = at.plus(STEP)) {
      var since = Duration.between(second.start(), at).toMinutes() - 9 * 60;
      if (since < 2 * 60 || since >= 3 * 60) {
        rows.add(row(at, since));
      }
    }
    try (var connection =
            DriverManager.getConnection(database, TestMysql.user(), TestMysql.password());
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO broadcasters VALUES (1, 'b-" + stream + "', 'Ann')");
      statement.execute("INSERT INTO categories VALUES (9, 'c-" + stream + "', 'Games')");
      statement.execute(
          "INSERT INTO streams VALUES (1, '%s', 1, 9, 'Evening show', %s, %s)"
              .formatted(stream, sql(begin), sql(second.plus(1).start())));
      statement.execute("INSERT INTO viewer_history VALUES " + String.join(", ", rows));
    }
  }

  private static String row(Instant at, long minutesSinceMidnight) {
    var viewers = minutesSinceMidnight == 0 ? 123 : 100;
    var peak = minutesSinceMidnight == 0 ? 200 : viewers;
    var recovering = minutesSinceMidnight >= 180 && minutesSinceMidnight < 210 ? 300 : 0;
    return "(1, %s, 9, 1, %d, 0, %d, %d, 0, 0, 300, 300, %d, 1)"
        .formatted(sql(at), viewers * 300, peak, viewers, recovering);
  }

  private static String sql(Instant at) {
    return SQL.format(at.atOffset(ZoneOffset.UTC));
  }

  /**
   * The pictures of the docs, from a product with an audience: {@code
   * -Dheadcount.dashboard.url=http://localhost:8080 -Dheadcount.dashboard.pictures=docs/images}.
   */
  @Test
  void picturesForTheDocs() {
    var product = System.getProperty("headcount.dashboard.url", "");
    var folder = System.getProperty("headcount.dashboard.pictures", "");
    assumeFalse(product.isEmpty() || folder.isEmpty(), "no pictures asked for");
    try (var browser = Browser.open("en")) {
      browser.screen(1280, 1560, "light");
      Dashboard.open(browser, product + "/dashboard?lang=en&range=7d&zone=Asia/Seoul")
          .page()
          .screenshot(Path.of(folder, "dashboard.png"));
      browser.screen(390, 1500, "dark");
      Dashboard.open(browser, product + "/dashboard?lang=ko&range=7d")
          .page()
          .screenshot(Path.of(folder, "dashboard-phone.png"));
    }
  }
}
