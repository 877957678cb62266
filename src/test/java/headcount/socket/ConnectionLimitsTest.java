package headcount.socket;

import static headcount.socket.RawSocket.FIN;
import static headcount.socket.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a connection may not do for long. */
class ConnectionLimitsTest {
  @Test
  void floodIsClosedAndTheBurstIsNot() {
    try (var kit = new EdgeKit("");
        RawSocket calm = kit.connected("1");
        RawSocket flood = kit.connected("2")) {
      for (int i = 0; i < 190; i++) {
        calm.text("{\"type\":\"heartbeat\"}");
      }
      calm.text("{\"type\":\"leave\",\"stream\":\"s1\"}");
      calm.expect("left");
      for (int i = 0; i < 400; i++) {
        flood.frame(FIN | TEXT, "{\"type\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(flood.expectClose()).isEqualTo(4429);
    }
  }

  @Test
  void tabHasAHundredStreamsAndAViewerFiftyTabs() {
    try (var kit = new EdgeKit("")) {
      RawSocket last = kit.connected("9");
      for (int i = 1; i < 50; i++) {
        last = kit.connected("9");
      }
      for (int i = 0; i < 101; i++) {
        last.text("{\"type\":\"join\",\"stream\":\"s" + i + "\"}");
      }
      assertThat(last.expectError().path("code").asText()).isEqualTo("too_many_streams");
      try (RawSocket more = kit.upgraded()) {
        more.text("{\"type\":\"connect\",\"token\":\"" + EdgeKit.token("9") + "\"}");
        assertThat(more.expectClose()).isEqualTo(4429);
      }
      last.frame(FIN | RawSocket.CLOSE, new byte[0]);
      last.expectClose();
      kit.connected("9").close();
    }
  }

  @Test
  void tokenOfSomeStreamsOpensNoOther() {
    try (var kit = new EdgeKit("");
        RawSocket socket = kit.upgraded()) {
      String token =
          EdgeKit.signer()
              .sign("5", Duration.ofMinutes(1), null, List.of(new StreamId("s1")), Instant.now());
      socket.text("{\"type\":\"connect\",\"token\":\"" + token + "\"}");
      socket.text("{\"type\":\"join\",\"stream\":\"s1\"}");
      socket.expect("joined");
      socket.text("{\"type\":\"join\",\"stream\":\"s2\"}");
      assertThat(socket.expectClose()).isEqualTo(4403);
      Awaitility.await().until(() -> kit.relays.tabs("s1").isEmpty());
    }
  }

  @Test
  void tokenEndsItsConnectionUnlessItWasRefreshed() {
    try (var kit = new EdgeKit("");
        RawSocket plain = kit.upgraded();
        RawSocket refreshed = kit.upgraded()) {
      String brief =
          "{\"type\":\"%s\",\"token\":\"" + EdgeKit.token("5", Duration.ofSeconds(2)) + "\"}";
      plain.text(brief.formatted("connect"));
      refreshed.text(brief.formatted("connect"));
      plain.expect("connected");
      refreshed.expect("connected");
      refreshed.text("{\"type\":\"refresh\",\"token\":\"" + EdgeKit.token("5") + "\"}");
      assertThat(plain.expectClose()).isEqualTo(4401);
      refreshed.text("{\"type\":\"leave\",\"stream\":\"s1\"}");
      refreshed.expect("left");
    }
  }
}
