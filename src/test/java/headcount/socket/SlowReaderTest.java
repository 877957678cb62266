package headcount.socket;

import static headcount.socket.RawSocket.FIN;
import static headcount.socket.RawSocket.PING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.presence.EndedBy;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that sends and never reads, over a real TCP connection that fills up. */
class SlowReaderTest {
  private static final String SETTINGS =
      """
      headcount.socket { slow-reader = 300ms }
      headcount.access.limits { frames-at-once = 100000000, frames-per-second = 1000000 }
      """;

  private static final byte[] LONGEST_PING = new byte[125];

  /** The window of a client that asked for 4 KiB, one segment of the loopback, and some more. */
  private static final int LITTLE = 600_000;

  @Test
  void readerThatNeverReadsIsClosedWithLittleKeptForIt() throws IOException {
    try (var kit = new EdgeKit(SETTINGS);
        RawSocket bystander = kit.joined("1", "full");
        RawSocket socket = RawSocket.open(kit.server.port(), 4096)) {
      socket.upgrade();
      socket.text("{\"type\":\"connect\"}");
      socket.expect("connected");
      socket.text("{\"type\":\"join\",\"stream\":\"full\"}");
      socket.expect("joined");
      bystander.expectConnections(2);
      var slow = kit.registry.get("headcount.socket.slow.consumers").counter();
      while (slow.count() == 0) {
        for (int i = 0; i < 100; i++) {
          socket.frame(FIN | PING, LONGEST_PING);
        }
      }
      bystander.expectConnections(1);
      assertThat(kit.relays.leaves()).singleElement().matches(left -> left.by() == EndedBy.CLOSE);
      await().atMost(Duration.ofSeconds(20)).until(() -> kit.server.edge().connections() == 1);
      assertThat(kit.registry.get("headcount.socket.closed").tag("code", "1013").counter().count())
          .isEqualTo(1);
      assertThat(socket.drain()).isLessThan(LITTLE);
    }
  }
}
