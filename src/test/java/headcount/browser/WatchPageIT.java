package headcount.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The newcomer's way on a running product: {@code -Dheadcount.watch.url=http://localhost:8080}.
 * Skipped where no address is given; {@code -Dheadcount.watch.screenshot} names where the picture
 * is kept.
 */
class WatchPageIT {
  private static final Duration PROMISE = Duration.ofSeconds(1);

  @Test
  void twoTabsOfOneBrowserAndOneOfAnotherAreTwoViewers(@TempDir Path folder) {
    var url = System.getProperty("headcount.watch.url", "");
    assumeFalse(url.isEmpty(), "no running product: give -Dheadcount.watch.url");
    var kept = System.getProperty("headcount.watch.screenshot", "");
    var picture = kept.isEmpty() ? folder.resolve("watch.png") : Path.of(kept);
    var stream = "watch-" + Long.toString(System.nanoTime(), 36);
    new WatchPageJourney(url, stream, PROMISE).go(picture);
    assertThat(picture).isNotEmptyFile();
  }
}
