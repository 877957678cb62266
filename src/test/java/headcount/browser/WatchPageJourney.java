package headcount.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a newcomer does: two tabs of one browser and one of another on the same stream, then one is
 * closed. The pages themselves note when they showed what. A machine that does other things at the
 * same time may keep a page waiting: the promise must hold for a whole journey, and has three.
 */
public final class WatchPageJourney {
  private static final int JOURNEYS = 3;

  private final String baseUrl;
  private final String streams;
  private final Duration promise;
  private String stream = "";

  /**
   * @param baseUrl where the page is, without a slash at the end
   * @param streams the beginning of ids of streams that nobody else watches
   * @param promise how soon a change has to be seen on every page
   */
  public WatchPageJourney(String baseUrl, String streams, Duration promise) {
    this.baseUrl = baseUrl;
    this.streams = streams;
    this.promise = promise;
  }

  /** Goes the whole way; saves what the first tab shows at its height to that file. */
  public void go(Path screenshot) {
    var slowest = new ArrayList<Duration>();
    while (slowest.isEmpty() || slowest.getLast().compareTo(promise) > 0) {
      assertThat(slowest).as("slowest change of each journey").hasSizeLessThan(JOURNEYS);
      stream = streams + "-" + slowest.size();
      slowest.add(slowestChange(screenshot));
    }
  }

  private Duration slowestChange(Path screenshot) {
    try (var one = Browser.open("en");
        var other = Browser.open("en")) {
      var first = watching(one.go(url()));
      var second = watching(one.tab(url()));
      shows(first, "1/2");
      var third = watching(other.go(url()));
      var joinedAt = Long.parseLong(third.script(joinedAt()));
      long slowest = 0;
      for (var page : List.of(first, second, third)) {
        slowest = Math.max(slowest, shows(page, "2/3") - joinedAt);
      }
      first.screenshot(screenshot);
      for (var page : List.of(first, third)) {
        page.script("window.shown = {}; return ''");
      }
      var closedAt = System.currentTimeMillis();
      second.close();
      slowest = Math.max(slowest, shows(first, "2/2") - closedAt);
      slowest = Math.max(slowest, shows(third, "2/2") - closedAt);
      return Duration.ofMillis(slowest);
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
}
