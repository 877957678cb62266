package headcount.socket;

import static headcount.socket.RawSocket.FIN;
import static headcount.socket.RawSocket.PING;
import static headcount.socket.RawSocket.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.stream.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection from its upgrade to each of its ends. */
class ConnectionLifeTest {
  private static final String HASTY =
      "headcount.socket { connect-timeout = 300ms, heartbeat = 200ms, timeout = 900ms }";

  @Test
  void tabIsCountedFromItsJoinToItsLeave() {
    try (var kit = new EdgeKit("");
        RawSocket socket = kit.connected("42")) {
      socket.text("{\"type\":\"join\",\"stream\":\"s1\",\"later\":{\"a\":[1]}}");
      JsonNode joined = socket.expect("joined");
      assertThat(joined.path("stream").asText()).isEqualTo("s1");
      assertThat(joined.path("viewers").asInt()).isEqualTo(1);
      assertThat(joined.path("connections").asInt()).isEqualTo(1);
      assertThat(joined.path("anonymous").asInt()).isZero();
      assertThat(joined.path("asOf").asLong()).isPositive();
      assertThat(joined.path("quality").asText()).isEqualTo("exact");
      Tab tab = kit.relays.tabs("s1").getFirst();
      assertThat(tab.viewer().value()).isEqualTo(42);
      assertThat(tab.network()).isNotZero();
      assertThat(kit.server.edge().tabs().toCompletableFuture().join())
          .isEqualTo(Map.of(new StreamId("s1"), List.of(tab)));
      socket.text("{\"type\":\"leave\",\"stream\":\"s1\"}");
      socket.expect("left");
      assertThat(kit.relays.tabs("s1")).isEmpty();
      assertThat(kit.relays.leaves()).extracting(RelayTwin.Left::by).containsOnly(EndedBy.LEAVE);
    }
  }

  @Test
  void actorThatFailsClosesItsSocketAndLeavesNobodyBehind() {
    try (var kit = new EdgeKit("");
        RawSocket unlucky = kit.joined("1", "s1");
        RawSocket other = kit.joined("2", "s1")) {
      kit.relays.failAt("s2");
      unlucky.text("{\"type\":\"join\",\"stream\":\"s2\"}");
      assertThat(unlucky.expectClose()).isEqualTo(1013);
      other.expectConnections(1);
      assertThat(kit.relays.leaves())
          .singleElement()
          .matches(left -> left.stream().text().equals("s1") && left.by() == EndedBy.CLOSE);
      assertThat(kit.server.edge().tabs().toCompletableFuture().join())
          .isEqualTo(Map.of(new StreamId("s1"), kit.relays.tabs("s1")));
    }
  }

  @Test
  void connectedSaysWhatAClientNeeds() {
    try (var kit = new EdgeKit("");
        RawSocket socket = kit.upgraded()) {
      socket.text("{\"type\":\"connect\",\"device\":\"forged\"}");
      JsonNode connected = socket.expect("connected");
      assertThat(connected.path("session").asText()).matches("[1-9][0-9]*");
      assertThat(connected.path("viewer").asText()).matches("-[0-9]+");
      assertThat(connected.path("anonymous").asBoolean()).isTrue();
      assertThat(connected.path("heartbeatMillis").asInt()).isEqualTo(25_000);
      assertThat(connected.path("timeoutMillis").asInt()).isEqualTo(60_000);
      assertThat(connected.path("resume").asText()).isNotEmpty();
      String device = connected.path("device").asText();
      try (RawSocket again = kit.upgraded()) {
        again.text("{\"type\":\"connect\",\"device\":\"" + device + "\"}");
        JsonNode same = again.expect("connected");
        assertThat(same.path("viewer")).isEqualTo(connected.path("viewer"));
        assertThat(same.path("device").asText()).isEqualTo(device);
        assertThat(same.path("session")).isNotEqualTo(connected.path("session"));
      }
    }
  }

  @Test
  void lastCountOfABurstReachesEveryTabAndNoneComesTooOften() {
    try (var kit = new EdgeKit("")) {
      try (RawSocket first = kit.joined("1", "s1")) {
        var others = new ArrayList<RawSocket>();
        for (int i = 0; i < 40; i++) {
          others.add(kit.connected(Integer.toString(i % 20)));
        }
        long burst = System.nanoTime();
        others.forEach(other -> other.text("{\"type\":\"join\",\"stream\":\"s1\"}"));
        int counts = 0;
        int connections = 0;
        while (connections != 41) {
          connections = first.expect("viewers").path("connections").asInt();
          counts++;
        }
        long ticks = (System.nanoTime() - burst) / EdgeKit.FANOUT_TICK.toNanos();
        assertThat((long) counts).isLessThanOrEqualTo(ticks + 2);
      }
    }
  }

  @Test
  void silentTabIsPingedAndThenClosedWithItsLastSignOfLife() {
    try (var kit = new EdgeKit(HASTY);
        RawSocket socket = kit.joined("1", "s1")) {
      RawSocket.Frame frame = Objects.requireNonNull(socket.next());
      while (frame.opcode != PING) {
        frame = Objects.requireNonNull(socket.next());
      }
      long pinged = System.currentTimeMillis();
      assertThat(socket.expectClose()).isEqualTo(4408);
      RelayTwin.Left left = kit.relays.leaves().getFirst();
      assertThat(left.by()).isEqualTo(EndedBy.TIMEOUT);
      assertThat(left.endedAtMillis()).isLessThan(pinged);
    }
  }

  @Test
  void pongKeepsATabAlive() {
    try (var kit = new EdgeKit(HASTY);
        RawSocket socket = kit.joined("1", "s1")) {
      for (int pings = 0; pings < 8; ) {
        RawSocket.Frame frame = Objects.requireNonNull(socket.next());
        if (frame.opcode == PING) {
          pings++;
          socket.frame(FIN | PONG, frame.payload);
        }
      }
      assertThat(kit.relays.tabs("s1")).hasSize(1);
    }
  }

  @Test
  void silenceAfterTheUpgradeClosesAndSilenceBeforeItEnds() {
    try (var kit = new EdgeKit(HASTY);
        RawSocket mute = kit.raw();
        RawSocket socket = kit.upgraded()) {
      socket.frame(FIN | PING, new byte[0]);
      assertThat(socket.expectClose()).isEqualTo(4408);
      assertThat(mute.next()).isNull();
    }
  }

  @Test
  void resumeReplacesTheFormerSessionOfTheSameViewerOnly() {
    try (var kit = new EdgeKit("");
        RawSocket former = kit.upgraded()) {
      former.text("{\"type\":\"connect\",\"token\":\"" + EdgeKit.token("5") + "\"}");
      String resume = former.expect("connected").path("resume").asText();
      String frame = "{\"type\":\"connect\",\"token\":\"%s\",\"resume\":\"" + resume + "\"}";
      try (RawSocket thief = kit.upgraded();
          RawSocket next = kit.upgraded()) {
        thief.text(frame.formatted(EdgeKit.token("6")));
        thief.expect("connected");
        former.text("{\"type\":\"join\",\"stream\":\"s1\"}");
        former.expect("joined");
        next.text(frame.formatted(EdgeKit.token("5")));
        next.expect("connected");
        assertThat(former.expectClose()).isEqualTo(4409);
      }
    }
  }

  @Test
  void endedBroadcastTellsItsTabsAndAnOperatorClosesOne() {
    try (var kit = new EdgeKit("");
        RawSocket socket = kit.joined("1", "s1")) {
      kit.server.edge().ended(new StreamId("s1"));
      assertThat(socket.expect("left").path("stream").asText()).isEqualTo("s1");
      assertThat(kit.relays.leaves()).extracting(RelayTwin.Left::by).containsOnly(EndedBy.ENDED);
      socket.text("{\"type\":\"join\",\"stream\":\"s1\"}");
      socket.expect("joined");
      SessionId session = kit.relays.tabs("s1").getFirst().session();
      var edge = kit.server.edge();
      assertThat(edge.close(session, Sessions.Why.OPERATOR).toCompletableFuture().join()).isTrue();
      assertThat(socket.expectClose()).isEqualTo(1008);
      assertThat(edge.close(session, Sessions.Why.OPERATOR).toCompletableFuture().join()).isFalse();
    }
  }

  @Test
  void drainSendsClientsElsewhereAndReportsNoLeave() {
    try (var kit = new EdgeKit("");
        RawSocket stays = kit.joined("1", "s1");
        RawSocket goes = kit.joined("2", "s1")) {
      var drained = kit.server.drain(Duration.ofSeconds(1)).toCompletableFuture();
      assertThat(stays.expect("reconnect").path("retryAfterMillis").asInt()).isBetween(0, 1000);
      goes.expect("reconnect");
      goes.frame(FIN | RawSocket.CLOSE, new byte[] {3, (byte) 232});
      assertThat(goes.expectClose()).isEqualTo(1000);
      assertThat(stays.expectClose()).isEqualTo(1012);
      try (RawSocket late = kit.raw()) {
        late.bytes(RawSocket.request().getBytes(StandardCharsets.US_ASCII));
        assertThat(late.head()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 2");
      }
      drained.join();
      assertThat(kit.relays.tabs("s1")).hasSize(1);
      assertThat(kit.server.edge().connections()).isZero();
    }
  }

  @Test
  void stoppingServerClosesWith1001AndReportsNoLeave() {
    try (var kit = new EdgeKit("");
        RawSocket socket = kit.joined("1", "s1")) {
      var closed = CompletableFuture.supplyAsync(socket::expectClose);
      kit.stop();
      assertThat(closed.join()).isEqualTo(1001);
      assertThat(kit.relays.tabs("s1")).hasSize(1);
      assertThat(kit.relays.leaves()).isEmpty();
    }
  }

  @Test
  void subprotocolIsNamedOnlyWhereItWasOffered() {
    try (var kit = new EdgeKit("");
        RawSocket ours = kit.raw();
        RawSocket other = kit.raw()) {
      ours.bytes(ascii(RawSocket.request("Sec-WebSocket-Protocol: chat, headcount.v1")));
      assertThat(ours.head()).contains("101 ").contains("Sec-WebSocket-Protocol: headcount.v1");
      other.bytes(
          ascii(RawSocket.request("Sec-WebSocket-Protocol: chat", "Origin: http://localhost:81")));
      assertThat(other.head()).contains("101 ").doesNotContain("Sec-WebSocket-Protocol");
    }
  }

  @Test
  void loadBalancersMayAskByGetAndByHead() {
    try (var kit = new EdgeKit("");
        RawSocket get = kit.raw();
        RawSocket head = kit.raw()) {
      get.bytes(ascii("GET /ready HTTP/1.1\r\nHost: a\r\n\r\n"));
      assertThat(get.head()).startsWith("HTTP/1.1 200 ");
      head.bytes(ascii("HEAD /ready HTTP/1.1\r\nHost: a\r\n\r\n"));
      assertThat(head.head()).startsWith("HTTP/1.1 200 ");
      assertThat(head.next()).isNull();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
