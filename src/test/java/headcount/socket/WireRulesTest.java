package headcount.socket;

import static headcount.socket.RawSocket.BINARY;
import static headcount.socket.RawSocket.CLOSE;
import static headcount.socket.RawSocket.CONTINUATION;
import static headcount.socket.RawSocket.FIN;
import static headcount.socket.RawSocket.PING;
import static headcount.socket.RawSocket.PONG;
import static headcount.socket.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.EndedBy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 as a client sees it that sends bytes. */
class WireRulesTest {
  private static final byte[] HEARTBEAT = utf8("{\"type\":\"heartbeat\"}");
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
  void fragmentsMakeOneMessageWithPingsBetweenThem() {
    try (RawSocket socket = kit.upgraded()) {
      byte[] connect = utf8("{\"type\":\"connect\",\"note\":\"사람\"}");
      socket.frame(TEXT, Arrays.copyOf(connect, 29));
      socket.frame(FIN | PING, utf8("here"));
      RawSocket.Frame pong = Objects.requireNonNull(socket.next());
      assertThat(pong.opcode).isEqualTo(PONG);
      assertThat(pong.text()).isEqualTo("here");
      for (int i = 29; i < connect.length - 1; i++) {
        socket.frame(CONTINUATION, new byte[] {connect[i]});
      }
      socket.frame(FIN | CONTINUATION, new byte[] {connect[connect.length - 1]});
      socket.expect("connected");
    }
  }

  @Test
  void closeIsEchoedWithItsCode() {
    for (int code : new int[] {1000, 1001, 3000, 4999}) {
      try (RawSocket socket = kit.connected(null)) {
        socket.frame(FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code, 'b'});
        assertThat(socket.expectClose()).isEqualTo(code);
      }
    }
    try (RawSocket socket = kit.connected(null)) {
      socket.frame(FIN | CLOSE, new byte[0]);
      assertThat(socket.expectClose()).isEqualTo(-1);
    }
  }

  @Test
  void nothingIsReadBehindAClose() {
    try (RawSocket socket = kit.joined("1", "behind")) {
      socket.frame(FIN | CLOSE, new byte[] {3, (byte) 232});
      socket.text("{\"type\":\"leave\",\"stream\":\"behind\"}");
      assertThat(socket.expectClose()).isEqualTo(1000);
    }
    Awaitility.await().until(() -> kit.relays.tabs("behind").isEmpty());
    assertThat(kit.relays.leaves())
        .filteredOn(left -> left.stream().text().equals("behind"))
        .allMatch(left -> left.by() == EndedBy.CLOSE);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void reservedOpcodeIsAProtocolError(int opcode) {
    assertClosed(1002, FIN | opcode, HEARTBEAT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x10, 0x20, 0x40, 0x70})
  void reservedBitIsAProtocolError(int bit) {
    assertClosed(1002, FIN | TEXT | bit, HEARTBEAT);
    assertClosed(1002, FIN | PING | bit, new byte[0]);
  }

  @Test
  void controlFramesAreWholeAndShort() {
    assertClosed(1002, PING, new byte[0]);
    assertClosed(1002, CLOSE, new byte[0]);
    assertClosed(1002, FIN | PING, new byte[126]);
    assertClosed(1002, FIN | PONG, new byte[126]);
    assertClosed(1002, FIN | CLOSE, new byte[126]);
  }

  @Test
  void closeFramesMustMakeSense() {
    assertClosed(1002, FIN | CLOSE, new byte[] {3});
    for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535}) {
      assertClosed(1002, FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }
    assertClosed(1007, FIN | CLOSE, new byte[] {3, (byte) 232, (byte) 0xff});
  }

  @Test
  void unmaskedFrameIsAProtocolError() {
    try (RawSocket socket = kit.connected(null)) {
      socket.bytes((byte) 0x81, (byte) 2, (byte) '{', (byte) '}');
      assertThat(socket.expectClose()).isEqualTo(1002);
    }
  }

  @Test
  void fragmentsMustFollowEachOther() {
    assertClosed(1002, FIN | CONTINUATION, HEARTBEAT);
    assertClosed(1002, CONTINUATION, HEARTBEAT);
    try (RawSocket socket = kit.connected(null)) {
      socket.frame(TEXT, utf8("{"));
      socket.frame(FIN | TEXT, HEARTBEAT);
      assertThat(socket.expectClose()).isEqualTo(1002);
    }
  }

  @Test
  void lengthsAreWrittenTheShortWay() {
    try (RawSocket socket = kit.connected(null)) {
      socket.bytes((byte) 0x81, (byte) (0x80 | 126), (byte) 0, (byte) 5);
      assertThat(socket.expectClose()).isEqualTo(1002);
    }
    try (RawSocket socket = kit.connected(null)) {
      socket.bytes((byte) 0x81, (byte) 0xff, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0);
      socket.bytes((byte) 0, (byte) 0, (byte) 0, (byte) 1);
      assertThat(socket.expectClose()).isEqualTo(1002);
    }
  }

  @Test
  void textMustBeUtf8() {
    byte[][] bad = {
      {(byte) 0xff},
      {(byte) 0xc0, (byte) 0xaf},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
      {'{', (byte) 0xe2, (byte) 0x82},
    };
    for (byte[] each : bad) {
      assertClosed(1007, FIN | TEXT, each);
      try (RawSocket socket = kit.connected(null)) {
        socket.frame(TEXT, Arrays.copyOf(each, 1));
        socket.frame(FIN | CONTINUATION, Arrays.copyOfRange(each, 1, each.length));
        assertThat(socket.expectClose()).isEqualTo(1007);
      }
    }
  }

  @Test
  void messageOf8192BytesIsReadAndOneMoreByteIsTooMuch() {
    String start = "{\"type\":\"join\",\"stream\":\"big\",\"x\":\"";
    String most = start + "x".repeat(8192 - start.length() - 2) + "\"}";
    try (RawSocket socket = kit.connected(null)) {
      socket.text(most);
      socket.expect("joined");
      socket.text(most + " ");
      assertThat(socket.expectClose()).isEqualTo(1009);
    }
    try (RawSocket socket = kit.connected(null)) {
      socket.frame(TEXT, utf8(most));
      socket.frame(FIN | CONTINUATION, utf8(" "));
      assertThat(socket.expectClose()).isEqualTo(1009);
    }
    assertClosed(1009, FIN | BINARY, new byte[8193]);
    assertClosed(1009, FIN | TEXT, new byte[70_000]);
  }

  @Test
  void endOfTheClientsBytesEndsTheTab() throws IOException {
    try (RawSocket socket = kit.joined("2", "half")) {
      socket.socket.shutdownOutput();
      Awaitility.await().until(() -> kit.relays.tabs("half").isEmpty());
      while (socket.next() != null) {
        // what was on its way
      }
    }
  }

  @Test
  void resetEndsTheTab() throws IOException {
    try (RawSocket socket = kit.joined("3", "reset")) {
      socket.socket.setSoLinger(true, 0);
    }
    Awaitility.await().until(() -> kit.relays.tabs("reset").isEmpty());
  }

  private static void assertClosed(int code, int first, byte[] payload) {
    try (RawSocket socket = kit.connected(null)) {
      socket.frame(first, payload);
      assertThat(socket.expectClose()).as("%x %s", first, Arrays.toString(payload)).isEqualTo(code);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
