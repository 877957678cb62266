package headcount.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import headcount.presence.SessionId;
import headcount.presence.ViewerId;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String KEYS =
      """
      headcount.access {
        token-key = "tttttttttttttttttttttttttttttttt"
        device-key = "dddddddddddddddddddddddddddddddd"
        viewer-key = "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
        origins = ["http://localhost:*", "https://TV.example"]
      }
      """;

  private final Access access = Access.of(settings(""), System::nanoTime);

  @Test
  void deviceIsTheSameViewerWhereverItIsShown() {
    var device = access.devices().issue();
    assertThat(access.devices().verify(device.text())).isEqualTo(device);
    assertThat(Access.of(settings(""), System::nanoTime).devices().verify(device.text()))
        .isEqualTo(device);
    assertThat(device.viewer().value()).isNegative();
    assertThat(device.text()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void devicesDiffer() {
    var seen = new HashSet<ViewerId>();
    for (int i = 0; i < 1000; i++) {
      seen.add(access.devices().issue().viewer());
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void madeUpOrChangedDeviceIsNone() {
    String text = access.devices().issue().text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(access.devices().verify(changed)).as(changed).isNull();
    }
    for (String bad : List.of("", "x", text + "=", "기".repeat(43), "A".repeat(43))) {
      assertThat(access.devices().verify(bad)).as(bad).isNull();
    }
  }

  @Test
  void subjectSpelledLikeADeviceIsAnotherViewer() {
    var hash = new ViewerHash(Secret.of("viewer key", "v".repeat(32)));
    byte[] id = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(hash.device(id)).isNotEqualTo(hash.subject("0123456789abcdef"));
    assertThat(hash.device(id)).isNotEqualTo(hash.subject("d0123456789abcdef"));
  }

  @Test
  void resumeCarriesItsSession() {
    var former =
        new ResumeTokens.Former(new SessionId(7), new ViewerId(-5), new UUID(1, 2), 1_790_000_000L);
    String text = access.resumes().issue(former);
    assertThat(access.resumes().verify(text)).isEqualTo(former);
    assertThat(access.resumes().verify(text.substring(1))).isNull();
    assertThat(access.resumes().verify("B" + text.substring(1))).isNull();
    assertThat(access.devices().verify(text)).isNull();
  }

  @Test
  void networkIsTheSlash24OrTheSlash48() throws Exception {
    var networks = access.networks();
    int home = networks.of(InetAddress.getByName("192.0.2.1"));
    assertThat(networks.of(InetAddress.getByName("192.0.2.254"))).isEqualTo(home);
    assertThat(networks.of(InetAddress.getByName("192.0.3.1"))).isNotEqualTo(home);
    int six = networks.of(InetAddress.getByName("2001:db8:1::1"));
    assertThat(networks.of(InetAddress.getByName("2001:db8:1:ffff::1"))).isEqualTo(six);
    assertThat(networks.of(InetAddress.getByName("2001:db8:2::1"))).isNotEqualTo(six);
  }

  @Test
  void bucketLetsABurstThroughAndThenTheLastingRate() {
    var rate = new FrameRate(200, 20);
    long now = -5;
    long state = now;
    for (int i = 0; i < 200; i++) {
      assertThat(rate.allows(state, now)).isTrue();
      state = rate.take(state, now);
    }
    assertThat(rate.allows(state, now)).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(50);
    assertThat(rate.allows(state, now)).isTrue();
    state = rate.take(state, now);
    assertThat(rate.allows(state, now)).isFalse();
    assertThat(rate.allows(state, now + TimeUnit.SECONDS.toNanos(10))).isTrue();
  }

  @Test
  void originMustBeOnTheListLetterByLetter() {
    var origins = access.settings().origins();
    for (String good : List.of("http://localhost", "http://localhost:8080", "https://tv.example")) {
      assertThat(origins.admit(good)).as(good).isTrue();
    }
    for (String bad :
        List.of(
            "",
            "null",
            "https://localhost",
            "http://localhost.evil.example",
            "http://localhost:80@evil.example",
            "http://localhost:",
            "http://localhost:123456",
            "https://tv.example:444",
            "https://tv.example.evil",
            "http://tv.example",
            "https://evil.example?https://tv.example")) {
      assertThat(origins.admit(bad)).as(bad).isFalse();
    }
  }

  @Test
  void settingsRefuseWhatCannotWork() {
    assertThatThrownBy(() -> settings("headcount.access.token-key = short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32 bytes");
    assertThatThrownBy(() -> settings("headcount.access.token-key = \"\""))
        .hasMessageContaining("neither is set");
    assertThatThrownBy(() -> settings("headcount.access.jwks.url = \"http://a/b\""))
        .hasMessageContaining("both are set");
    assertThatThrownBy(() -> settings("headcount.access.device-key = \"\""))
        .hasMessageContaining("headcount.access.device-key");
    assertThatThrownBy(() -> settings("headcount.access.origins = [localhost]"))
        .hasMessageContaining("https://tv.example");
    assertThatThrownBy(() -> settings("headcount.access.limits.frames-at-once = 0"))
        .hasMessageContaining("frames at once");
  }

  private static AccessSettings settings(String more) {
    var config =
        ConfigFactory.parseString(more)
            .withFallback(ConfigFactory.parseString(KEYS))
            .withFallback(ConfigFactory.parseResources("headcount/access.conf"))
            .resolve();
    AccessSettings settings = AccessSettings.from(config);
    Access.of(settings, System::nanoTime);
    return settings;
  }
}
