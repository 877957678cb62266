package headcount.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a newcomer does: two tabs of one browser and one of another on the same stream, then one is
 * closed. The pages themselves note when they showed what, so a slow test machine is not counted.
 */
public final class WatchPageJourney {
  private final String baseUrl;
  private final String stream;
  private final Duration promise;

  /**
   * @param baseUrl where the page is, without a slash at the end
   * @param stream a stream that nobody else watches
   * @param promise how soon a change has to be seen on every page
   */
  public WatchPageJourney(String baseUrl, String stream, Duration promise) {
    this.baseUrl = baseUrl;
    this.stream = stream;
    this.promise = promise;
  }

  /** Goes the whole way; saves what the first tab shows at its height to that file. */
  public void go(Path screenshot) {
    try (var one = Browser.open("en");
        var other = Browser.open("en")) {
      var first = watching(one.go(url()));
      var second = watching(one.tab(url()));
      shows(first, "1/2");
      var third = watching(other.go(url()));
      var joinedAt = Long.parseLong(third.script(joinedAt()));
      for (var page : List.of(first, second, third)) {
        within(joinedAt, shows(page, "2/3"));
      }
      first.screenshot(screenshot);
      for (var page : List.of(first, third)) {
        page.script("window.shown = {}; return ''");
      }
      var closedAt = System.currentTimeMillis();
      second.close();
      within(closedAt, shows(first, "2/2"));
      within(closedAt, shows(third, "2/2"));
    }
  }

  private String url() {
    return baseUrl + "/?stream=" + stream + "&lang=en";
  }

  private WatchPage watching(WatchPage page) {
    WatchPage.eventually().until(() -> !page.figure(stream, "viewers").isEmpty());
    page.script(noteWhatIsShown());
    return page;
  }

  /** Waits until the page has shown these viewers and connections; returns when it first did. */
  private static long shows(WatchPage page, String figures) {
    var script = "return window.shown['" + figures + "'] ?? 0";
    WatchPage.eventually()
        .alias("the page shows viewers/connections " + figures)
        .until(() -> !page.script(script).equals("0"));
    return Long.parseLong(page.script(script));
  }

  /** Script: from now on the page notes when it first showed each pair of figures. */
  private String noteWhatIsShown() {
    return """
    const card = document.querySelector('[data-stream="%s"]');
    window.shown = {};
    const note = () => {
      const of = (name) => card.querySelector(`[data-field=${name}]`).dataset.value;
      window.shown[`${of('viewers')}/${of('connections')}`] ??= Date.now();
    };
    new MutationObserver(note).observe(card, { subtree: true, attributes: true });
    note();
    return '';
    """
        .formatted(stream);
  }

  /** Script: when the tab's own join was answered, in Unix milliseconds. */
  private String joinedAt() {
    return ("const [mark] = performance.getEntriesByName('headcount:joined:%s');"
            + "return Math.round(performance.timeOrigin + mark.startTime)")
        .formatted(stream);
  }

  private void within(long began, long seen) {
    assertThat(Duration.ofMillis(seen - began)).isLessThanOrEqualTo(promise);
  }
}
