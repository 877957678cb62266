package headcount.browser;

import static headcount.browser.WatchPage.eventually;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** The dashboard in a tab, read through the hooks that the page promises to tests. */
public final class Dashboard {
  private final WatchPage page;

  private Dashboard(WatchPage page) {
    this.page = page;
  }

  /** Goes to that address and waits until every part has its answer. */
  public static Dashboard open(Browser browser, String url) {
    var dashboard = new Dashboard(browser.go(url));
    dashboard.ready();
    return dashboard;
  }

  public WatchPage page() {
    return page;
  }

  public void ready() {
    eventually().until(() -> page.script("return document.body.dataset.state").equals("ready"));
  }

  /** What became of a part: ok, silent, unmeasured, short, down, missing … */
  public String state(String section) {
    return page.script(
        "return document.querySelector('[data-section=%s]').dataset.state".formatted(section));
  }

  /** The unformatted value of a tile; empty where it has none. */
  public String tile(String name) {
    return page.script(
        "return document.querySelector('[data-tile=%s] .figure').dataset.value".formatted(name));
  }

  /** What a person reads within that element. */
  public String text(String selector) {
    return page.find(selector).getText();
  }

  /** Presses a button or a link and waits until the page has what it asks for. */
  public void press(String selector) {
    page.find(selector).click();
    ready();
  }

  public void keys(String selector, CharSequence... keys) {
    page.find(selector).sendKeys(keys);
  }

  /** Opens the table behind a part. */
  public void openTable(String section) {
    page.find("[data-section=" + section + "] summary").sendKeys(Keys.ENTER);
    eventually().until(() -> page.has("[data-section=" + section + "] .data tbody tr"));
  }

  /** The row of a table that belongs to that instant, its cells separated by a bar. */
  public String row(String section, String at) {
    return page.script(
        """
        const row = document.querySelector('[data-section=%s] .data [data-at="%s"]');
        return [...row.children].map((cell) => cell.textContent).join('|')"""
            .formatted(section, at));
  }

  /** Behind the question mark of the address, readable. */
  public String query() {
    return page.script("return decodeURIComponent(location.search)");
  }

  /** By how many pixels the page is wider than the screen. */
  public int overhang() {
    return Integer.parseInt(
        page.script("return document.documentElement.scrollWidth - innerWidth"));
  }

  /** Lets the tab save files into that folder without asking. */
  public static void downloads(Browser browser, String folder) {
    browser
        .driver()
        .executeCdpCommand(
            "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder));
  }

  /** Texts whose colours are too close to their ground, each with its contrast. */
  public List<String> faint(double least) {
    var found = page.script(FAINT.replace("LEAST", "" + least));
    return found.isEmpty() ? List.of() : List.of(found.split("\n"));
  }

  private static final String FAINT =
      """
      const light = (rgb) => {
        const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2]);
      };
      const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = numbers(getComputedStyle(at).backgroundColor);
          if (colour.length === 3 || colour[3] > 0.5) return colour;
        }
        return [255, 255, 255];
      };
      const faint = [];
      for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!own || !element.checkVisibility() || element.closest('.spoken, script, .skip')) continue;
        const [a, b] = [light(numbers(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
        const contrast = (a + 0.05) / (b + 0.05);
        if (contrast < LEAST) faint.push(`${contrast.toFixed(2)} ${element.className} ${element.textContent.trim().slice(0, 40)}`);
      }
      return faint.join('\\n');
      """;
}
