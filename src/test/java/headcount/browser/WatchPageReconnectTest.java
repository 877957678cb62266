package headcount.browser;

import static headcount.browser.WatchPage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page does when its connection ends, for each way in which it can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchPageReconnectTest {
  private final Browser browser = Browser.open("en");

  @AfterAll
  void quit() {
    browser.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 1012, 1013, 4408, 4429})
  void pageComesBackWithItsSessionAndJoinsAgain(int code) {
    try (var stage = new Stage()) {
      var socket = stage.socket();
      var page = stage.live(browser, "?stream=s1&stream=s2");
      eventually().until(() -> socket.received("join").size() == 2);
      socket.closeAll(code);
      eventually().until(() -> socket.received("join").size() == 4);
      var again = socket.received("connect").get(1);
      assertThat(again.path("resume").asText()).isEqualTo("resume-1");
      assertThat(again.path("device").asText()).isEqualTo("device1");
      eventually().until(() -> page.figures("s1").equals("1 1 1 exact"));
      assertThat(page.text("notice")).isEmpty();
    }
  }

  @Test
  void serverThatDoesNotAdmitIsWaitedFor() {
    try (var stage = new Stage()) {
      var socket = stage.socket();
      var page = stage.live(browser, "?stream=s1");
      eventually().until(() -> page.figure("s1", "quality").equals("exact"));
      socket.admitting(false);
      socket.cutAll();
      eventually().until(() -> socket.refusals() >= 2 && page.connection().equals("waiting"));
      assertThat(page.text("reason")).contains("broke, or could not be opened");
      assertThat(page.figures("s1")).isEqualTo("1 1 1 offline");
      socket.admitting(true);
      eventually().until(() -> page.figures("s1").equals("1 1 1 exact"));
    }
  }

  @Test
  void pageThatFindsNobodyAtFirstStartsWhenTheyAreThere() {
    try (var stage = new Stage()) {
      stage.http().busy(true);
      var page = browser.go(stage.url("?stream=s1"));
      eventually().until(() -> page.connection().equals("waiting"));
      stage.http().busy(false);
      eventually().until(() -> page.figures("s1").equals("1 1 1 exact"));
    }
  }

  @Test
  void leavingServerIsLeftOnlyWhenTheNewOneHasJoined() {
    try (var stage = new Stage()) {
      var socket = stage.socket();
      var page = stage.live(browser, "?stream=s1");
      eventually().until(() -> page.figure("s1", "connections").equals("1"));
      page.script(
          """
          window.states = new Set(['live']);
          new MutationObserver(() => window.states.add(document.body.dataset.connection))
            .observe(document.body, { attributes: true });
          return '';
          """);
      socket.sendAll("{\"type\":\"reconnect\",\"retryAfterMillis\":300}");
      eventually().until(() -> page.text("reason").contains("moving to another"));
      eventually().until(() -> socket.closesReceived().equals(java.util.List.of(1000)));
      assertThat(socket.received("connect").get(1).has("resume")).isFalse();
      assertThat(socket.received("join")).hasSize(2);
      eventually().until(() -> page.figures("s1").equals("1 1 1 exact"));
      assertThat(page.script("return [...window.states].join()")).isEqualTo("live");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, closed, closed in good order, 정상적으로",
    "1002, refused, WebSocket frames, WebSocket 프레임",
    "1007, refused, UTF-8, UTF-8",
    "1008, refused, policy, 정책",
    "1009, refused, larger, 크기",
    "4400, refused, first frame, 첫 프레임",
    "4401, refused, token, 토큰",
    "4403, refused, not allowed, 허용되지",
    "4409, refused, taken this session over, 이어받았습니다"
  })
  void pageStaysAwayAndSaysWhy(int code, String state, String english, String korean) {
    try (var stage = new Stage()) {
      var page = stage.live(browser, "?stream=s1&lang=en");
      stage.socket().closeAll(code);
      eventually().until(() -> page.connection().equals(state));
      assertThat(page.text("reason")).contains(english);
      page.find("[data-lang=ko]").click();
      assertThat(page.text("reason")).contains(korean);
      assertThat(stage.socket().received("connect")).hasSize(1);
      page.find("[data-part=again]").click();
      eventually().until(() -> page.figures("s1").equals("1 1 1 exact"));
      assertThat(stage.socket().received("connect").get(1).has("resume")).isFalse();
    }
  }

  @Test
  void endedTokenIsReplacedByANewOne() {
    try (var stage = new Stage()) {
      var page = stage.live(browser, "?stream=s1#token=first");
      stage.socket().closeAll(4401);
      eventually().until(() -> page.connection().equals("refused"));
      page.find("[data-part=enter-token]").click();
      page.find("#token").sendKeys("second\n");
      eventually().until(() -> page.figures("s1").equals("1 1 0 exact"));
      var connects = stage.socket().received("connect");
      assertThat(connects)
          .extracting(c -> c.path("token").asText())
          .containsExactly("first", "second");
    }
  }

  @Test
  void leftPageClosesAtOnceAndComesBack() {
    try (var stage = new Stage()) {
      var page = stage.live(browser, "?stream=s1");
      eventually().until(() -> page.figure("s1", "viewers").equals("1"));
      browser.driver().get("about:blank");
      eventually().until(() -> stage.socket().sessions() == 0);
      assertThat(stage.socket().closesReceived()).containsExactly(1000);
      browser.driver().navigate().back();
      eventually().until(() -> page.figures("s1").equals("1 1 1 exact"));
    }
  }
}
