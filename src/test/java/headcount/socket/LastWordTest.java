package headcount.socket;

import static headcount.socket.RawSocket.CLOSE;
import static headcount.socket.RawSocket.FIN;
import static headcount.socket.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The last message arrives also where much is still to be read behind what ended a connection. */
class LastWordTest {
  private static final int ROUNDS = 20;
  private static final byte[] MUCH = new byte[1 << 16];
  private static EdgeKit kit = new EdgeKit("");

  @BeforeAll
  static void open() {
    assertThat(kit.server.port()).isPositive();
  }

  @AfterAll
  static void close() {
    kit.close();
  }

  @Test
  void closeIsEchoedToOneWhoTalksOn() {
    for (int i = 0; i < ROUNDS; i++) {
      try (RawSocket socket = kit.connected(null)) {
        socket.frame(FIN | CLOSE, new byte[] {3, (byte) 232});
        socket.bytes(MUCH);
        assertThat(socket.expectClose()).isEqualTo(1000);
      }
    }
  }

  @Test
  void brokenRuleIsNamedToOneWhoTalksOn() {
    for (int i = 0; i < ROUNDS; i++) {
      try (RawSocket socket = kit.connected(null)) {
        socket.frame(FIN | TEXT | 0x10, new byte[0]);
        socket.bytes(MUCH);
        assertThat(socket.expectClose()).isEqualTo(1002);
      }
    }
  }

  @Test
  void refusalReachesOneWhoSendsABody() throws IOException {
    var request = new ByteArrayOutputStream();
    String head = "POST /v1/ws HTTP/1.1\r\nHost: a\r\nContent-Length: " + MUCH.length + "\r\n\r\n";
    request.write(head.getBytes(StandardCharsets.US_ASCII));
    request.write(MUCH);
    for (int i = 0; i < ROUNDS; i++) {
      try (RawSocket socket = kit.raw()) {
        socket.bytes(request.toByteArray());
        assertThat(socket.head()).startsWith("HTTP/1.1 405 ");
        assertThat(socket.drain()).isPositive();
      }
    }
  }
}
