package headcount.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {
  private static HttpSettings with(String overrides) {
    return HttpSettings.from(ConfigFactory.load(ConfigFactory.parseString(overrides)));
  }

  @Test
  void defaultsAreThoseOfTheContract() {
    var settings = with("");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.socketPort()).isEqualTo(9080);
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.historyStep()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.publicSocketUrl()).isEmpty();
    var root = ConfigFactory.load();
    assertThat(ManagementSettings.from(root)).isEqualTo(new ManagementSettings("127.0.0.1", 8558));
  }

  @Test
  void historyStepFollowsTheCheckpoints() {
    assertThat(with("headcount.checkpoint.history-step = 10s").historyStep())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "port = -1, headcount.http.port must be 0 to 65535",
    "socket-port = 65536, headcount.http.socket-port must be 0 to 65535",
    "history-step = 1500ms, must be whole seconds",
    "public-socket-url = \"https://a\", must begin with ws://",
    "events.most = -1, needs most",
    "events.keep-alive = 1ms, periods of at least 100 ms"
  })
  void nonsenseIsRefusedWithItsBound(String override, String message) {
    assertThatThrownBy(() -> with("headcount.http." + override)).hasMessageContaining(message);
  }
}
