package headcount.browser;

import static headcount.browser.WatchPage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does on the watch page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchPageTest {
  private final Browser browser = Browser.open("en");

  @AfterAll
  void quit() {
    browser.close();
  }

  @Test
  void twoTabsOfOneBrowserAndOneOfAnotherAreTwoViewers(@TempDir Path folder) {
    try (var stage = new Stage()) {
      var picture = folder.resolve("watch.png");
      new WatchPageJourney(stage.http().url(), "s1", Duration.ofSeconds(1)).go(picture);
      assertThat(picture).isNotEmptyFile();
    }
  }

  @Test
  void tabsOpenedAtTheSameTimeShareOneDevice() {
    try (var stage = new Stage()) {
      stage.socket().holdConnected(true);
      var first = browser.go(stage.url(""));
      first.script(
          "for (let i = 0; i < 2; i++) window.open('/?stream=s1', '_blank', 'noopener'); return ''");
      first.watch("s1");
      eventually().until(() -> !stage.socket().received("connect").isEmpty());
      stage.socket().holdConnected(false);
      eventually().until(() -> first.figures("s1").equals("1 3 1 exact"));
      assertThat(stage.socket().devices()).isEqualTo(1);
      closeOthers(first);
    }
  }

  @Test
  void tabsWhoseDeviceIsNoLongerKnownAgreeOnANewOne() {
    try (var stage = new Stage()) {
      var first = stage.live(browser, "?stream=s1");
      var second = browser.tab(stage.url("?stream=s1"));
      eventually().until(() -> second.figures("s1").equals("1 2 1 exact"));
      stage.socket().forgetDevices();
      stage.socket().closeAll(1012);
      eventually().until(() -> stage.socket().devices() > 1);
      eventually().until(() -> second.figures("s1").equals("1 2 1 exact"));
      second.close();
      first.front();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en, a b, does not belong in a stream id",
    "ko, a b, 문자를 쓸 수 없습니다",
    "en, '', Type the id of a stream first",
    "ko, '', 먼저 스트림 ID를",
  })
  void whatIsNoStreamIdIsExplainedAndNotSent(String lang, String typed, String said) {
    try (var stage = new Stage()) {
      var page = stage.live(browser, "?lang=" + lang);
      page.watch(typed);
      assertThat(page.text("said")).contains(said);
      assertThat(page.has("[data-stream]")).isFalse();
      page.find("#stream").clear();
      page.watch("good-1");
      eventually().until(() -> page.figure("good-1", "viewers").equals("1"));
      var joins = stage.socket().received("join");
      assertThat(joins).extracting(j -> j.path("stream").asText()).containsExactly("good-1");
    }
  }

  @Test
  void addressNamesTheStreamsAndFollowsThem() {
    try (var stage = new Stage()) {
      stage
          .http()
          .rank(
              "{\"items\":[{\"rank\":1,\"stream\":\"top\",\"title\":\"The top\",\"viewers\":9}]}");
      var page = stage.live(browser, "?stream=a&stream=b&stream=no%20id");
      assertThat(page.text("said")).contains("no id");
      eventually().until(() -> page.has("[data-pick=top]"));
      page.find("[data-pick=top]").click();
      page.find("[data-stream=a] [data-part=remove]").click();
      eventually().until(() -> stage.socket().received("leave").size() == 1);
      assertThat(page.script("return location.search")).isEqualTo("?stream=b&stream=top");
      assertThat(page.find("[data-stream=top] h2").getText()).contains("The top");
      assertThat(page.has("[data-stream=a]")).isFalse();
    }
  }

  @Test
  void tokenIsReadFromTheHashAndKeptInThisTabOnly() {
    try (var stage = new Stage()) {
      var page = stage.live(browser, "?stream=s1#token=secret-1");
      eventually().until(() -> page.figures("s1").equals("1 1 0 exact"));
      assertThat(page.script("return location.href")).doesNotContain("secret-1");
      assertThat(page.script("return JSON.stringify(localStorage)")).doesNotContain("secret-1");
      var connect = stage.socket().received("connect").getFirst();
      assertThat(connect.path("token").asText()).isEqualTo("secret-1");
      assertThat(connect.has("device")).isFalse();
    }
  }

  @Test
  void refusedStreamAndEndedBroadcastAreToldApart() {
    try (var stage = new Stage()) {
      stage
          .socket()
          .answerJoin(
              "gated",
              "{\"type\":\"error\",\"code\":\"pass_required\",\"message\":\"\",\"retryAfterMillis\":0}");
      var page = stage.live(browser, "?stream=s1&stream=gated");
      eventually().until(() -> page.text("reason").contains("needs a pass"));
      eventually().until(() -> page.figure("s1", "quality").equals("exact"));
      stage.socket().sendAll("{\"type\":\"left\",\"stream\":\"s1\"}");
      eventually().until(() -> page.figure("s1", "quality").equals("ended"));
      page.find("[data-stream=s1] [data-part=rejoin]").click();
      eventually().until(() -> page.figure("s1", "quality").equals("exact"));
    }
  }

  @ParameterizedTest
  @CsvSource({"recovering, Recovering", "stale, Stale", "exact, Exact"})
  void qualityOfTheCountIsSaidInWords(String quality, String word) {
    try (var stage = new Stage()) {
      var page = stage.live(browser, "?stream=s1");
      eventually().until(() -> page.figure("s1", "viewers").equals("1"));
      stage.socket().sendAll(bigCount("s1", quality));
      eventually().until(() -> page.figures("s1").equals("1234567 2345678 123456 " + quality));
      assertThat(page.find("[data-stream=s1] [data-field=quality]").getText()).isEqualTo(word);
      eventually().until(() -> page.find("[data-field=viewers]").getText().equals("1,234,567"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void phoneOf320PixelsNeverScrollsSideways(String lang) {
    try (var stage = new Stage()) {
      var longest = "W".repeat(64);
      stage
          .http()
          .rank(
              "{\"items\":[{\"rank\":1,\"stream\":\""
                  + "M".repeat(64)
                  + "\",\"title\":\"t\",\"viewers\":1234567}]}");
      browser.screen(320, 640, "dark");
      var page = stage.live(browser, "?lang=" + lang + "&stream=s1&stream=" + longest);
      eventually()
          .until(() -> page.has("[data-pick]") && !page.figure(longest, "viewers").isEmpty());
      stage.socket().sendAll(bigCount(longest, "recovering"));
      eventually().until(() -> page.figure(longest, "viewers").equals("1234567"));
      page.find("summary").click();
      assertThat(page.script("return document.documentElement.scrollWidth")).isEqualTo("320");
      stage.socket().closeAll(4401);
      eventually().until(() -> page.connection().equals("refused"));
      assertThat(page.script("return document.documentElement.scrollWidth")).isEqualTo("320");
      browser.screen(1280, 900, "light");
    }
  }

  @Test
  void languageIsTheBrowsersUnlessTheAddressSaysOtherwise() {
    try (var stage = new Stage();
        var korean = Browser.open("ko")) {
      var page = stage.live(korean, "");
      assertThat(page.script("return document.documentElement.lang")).isEqualTo("ko");
      assertThat(page.text("state")).isEqualTo("실시간");
      page.find("[data-lang=en]").click();
      assertThat(page.text("state")).isEqualTo("Live");
      assertThat(page.script("return location.search")).isEqualTo("?lang=en");
      stage.live(korean, "?lang=en");
      assertThat(page.script("return document.documentElement.lang")).isEqualTo("en");
    }
  }

  private void closeOthers(WatchPage kept) {
    for (var window : browser.driver().getWindowHandles()) {
      if (!kept.isIn(window)) {
        browser.driver().switchTo().window(window).close();
      }
    }
    kept.front();
  }

  private static String bigCount(String stream, String quality) {
    return """
    {"type":"viewers","stream":"%s","viewers":1234567,"connections":2345678,"anonymous":123456,"asOf":1790000000000,"quality":"%s"}"""
        .formatted(stream, quality);
  }
}
