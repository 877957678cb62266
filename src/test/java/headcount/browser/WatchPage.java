package headcount.browser;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** One tab that shows the watch page, read through the hooks that the page promises to tests. */
public final class WatchPage {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;
  private final String window;

  WatchPage(ChromeDriver driver, String window) {
    this.driver = driver;
    this.window = window;
  }

  /** Waits for something to become true on the page. */
  public static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions();
  }

  /** The connection's state: live, connecting, waiting, refused or closed. */
  public String connection() {
    return script("return document.body.dataset.connection");
  }

  /**
   * A figure of a stream as the page holds it, {@code viewers} for example; empty where unknown.
   */
  public String figure(String stream, String field) {
    return script(
        "return document.querySelector('[data-stream=\"%s\"] [data-field=%s]')?.dataset.value ?? ''"
            .formatted(stream, field));
  }

  /** Viewers, connections, anonymous and quality, separated by blanks. */
  public String figures(String stream) {
    return String.join(
        " ",
        figure(stream, "viewers"),
        figure(stream, "connections"),
        figure(stream, "anonymous"),
        figure(stream, "quality"));
  }

  /** What a person reads in that part of the page; empty where it is hidden. */
  public String text(String part) {
    return find("[data-part=\"" + part + "\"]").getText();
  }

  public WebElement find(String selector) {
    front();
    return driver.findElement(By.cssSelector(selector));
  }

  /** Whether the page has such an element now. */
  public boolean has(String selector) {
    front();
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  /** Types a stream's id and sends it off. */
  public void watch(String stream) {
    find("#stream").sendKeys(stream + "\n");
  }

  /** Runs a script in this tab and returns what it returns as text. */
  public String script(String script) {
    front();
    return String.valueOf(requireNonNull(driver.executeScript(script), script));
  }

  /** Closes the tab. */
  public void close() {
    front();
    driver.close();
  }

  /** Saves what the tab shows as a PNG file. */
  public void screenshot(Path file) {
    front();
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether that is the handle of this tab's window. */
  boolean isIn(String handle) {
    return window.equals(handle);
  }

  /** Brings this tab to the front of its browser. */
  public void front() {
    driver.switchTo().window(window);
  }
}
