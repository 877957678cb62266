package headcount.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A headless Chromium with a profile of its own. Where none is installed the tests are skipped,
 * unless {@code HEADCOUNT_BROWSER_TESTS=required} (environment or system property): then they fail.
 */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String SWITCH = "HEADCOUNT_BROWSER_TESTS";

  private final Path profile;
  private final ChromeDriver driver;

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  /** Opens a browser whose pages prefer these languages, for example {@code en}. */
  public static Browser open(String languages) {
    requireInstalled();
    try {
      var profile = Files.createTempDirectory("headcount-browser");
      return new Browser(profile, driver(profile, languages));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Skips the test, or fails it where browser tests are required, when no Chromium is installed.
   */
  public static void requireInstalled() {
    var there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    var text =
        "browser tests need " + CHROMIUM + " and " + DRIVER + " (apt install chromium-driver)";
    var asked = System.getProperty(SWITCH, System.getenv().getOrDefault(SWITCH, ""));
    if (!there && asked.equals("required")) {
      throw new IllegalStateException(text + ", and " + SWITCH + "=required");
    }
    assumeTrue(there, text);
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Goes to that address in the tab that is in front. */
  public WatchPage go(String url) {
    driver.get(url);
    return new WatchPage(driver, driver.getWindowHandle());
  }

  /** Opens another tab at that address. */
  public WatchPage tab(String url) {
    driver.switchTo().newWindow(WindowType.TAB);
    return go(url);
  }

  /** Pretends to be a screen of that size; {@code scheme} is light or dark. */
  public void screen(int width, int height, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", new Object[] {Map.of("name", "prefers-color-scheme", "value", scheme)}));
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ChromeDriver driver(Path profile, String languages) {
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        "--user-data-dir=" + profile,
        "--accept-lang=" + languages);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", languages));
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withTimeout(Duration.ofSeconds(60))
            .build();
    return new ChromeDriver(service, options);
  }
}
