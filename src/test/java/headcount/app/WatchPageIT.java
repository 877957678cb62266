package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.browser.Browser;
import headcount.browser.WatchPageJourney;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The newcomer's way, on a real node with real browsers; on another product where {@code
 * -Dheadcount.watch.url=http://localhost:8080} names one. The second is what the page promises.
 */
class WatchPageIT {
  private static final Duration PROMISE = Duration.ofSeconds(1);
  private static final String GIVEN = System.getProperty("headcount.watch.url", "");

  @Test
  void twoTabsOfOneBrowserAndOneOfAnotherAreTwoViewers(@TempDir Path folder) {
    Browser.requireInstalled();
    var picture = folder.resolve("watch.png");
    if (GIVEN.isEmpty()) {
      try (var kit = NodeKit.one()) {
        new WatchPageJourney(kit.http(0), "watch-journey", PROMISE).go(picture);
      }
    } else {
      var stream = "watch-" + Long.toString(System.nanoTime(), 36);
      new WatchPageJourney(GIVEN, stream, PROMISE).go(picture);
    }
    assertThat(picture).isNotEmptyFile();
  }

  /**
   * The pictures of the docs, from a product with a crowd: {@code
   * -Dheadcount.watch.pictures=docs/images} beside its address.
   */
  @Test
  void picturesForTheDocs() throws Exception {
    var folder = System.getProperty("headcount.watch.pictures", "");
    assumeFalse(GIVEN.isEmpty() || folder.isEmpty(), "no pictures asked for");
    var ids = busiest(4);
    var query = ids.stream().map(id -> "stream=" + id).collect(Collectors.joining("&"));
    try (var browser = Browser.open("en")) {
      browser.screen(1200, 1320, "light");
      var page = browser.go(GIVEN + "/?lang=en&" + query);
      // until the lines of the last minutes have something to show
      await()
          .atMost(Duration.ofSeconds(200))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> Double.parseDouble(page.script("return performance.now()")) > 150_000);
      page.screenshot(Path.of(folder, "watch-page.png"));
      browser.screen(390, 844, "dark");
      page.screenshot(Path.of(folder, "watch-page-phone.png"));
    }
  }

  private static List<String> busiest(int streams) throws Exception {
    var ids = new ArrayList<String>();
    new ObjectMapper()
        .readTree(NodeKit.get(GIVEN + "/v1/rankings/streams?limit=" + streams).body())
        .path("items")
        .forEach(item -> ids.add(item.path("stream").asText()));
    return ids;
  }
}
