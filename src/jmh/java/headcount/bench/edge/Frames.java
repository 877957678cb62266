package headcount.bench.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a client sends, as whole masked WebSocket frames (RFC 6455), ready to be written. */
final class Frames {
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final byte[] MASK = {0x5a, 0x13, 0x77, 0x2c};

  private Frames() {}

  static byte[] connect(String token) {
    return text("{\"type\":\"connect\",\"token\":\"" + token + "\"}");
  }

  static byte[] join(String stream) {
    return text("{\"type\":\"join\",\"stream\":\"" + stream + "\"}");
  }

  static byte[] leave(String stream) {
    return text("{\"type\":\"leave\",\"stream\":\"" + stream + "\"}");
  }

  static byte[] heartbeat() {
    return text("{\"type\":\"heartbeat\"}");
  }

  /** Asks a {@link BareServer} to write its frame to everybody. */
  static byte[] push() {
    return text("{\"type\":\"push\"}");
  }

  static byte[] ping() {
    return framed(PING, new byte[0]);
  }

  static byte[] pong() {
    return framed(PONG, new byte[0]);
  }

  static byte[] close() {
    return framed(CLOSE, new byte[] {3, (byte) 0xe8});
  }

  static byte[] text(String json) {
    return framed(TEXT, json.getBytes(StandardCharsets.UTF_8));
  }

  /** The opening handshake. */
  static byte[] upgrade(int port) {
    return ("GET /v1/ws HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A buffer outside the heap, which a channel writes without a copy. */
  static ByteBuffer direct(byte[]... frames) {
    int length = 0;
    for (byte[] frame : frames) {
      length += frame.length;
    }
    var buffer = ByteBuffer.allocateDirect(length);
    for (byte[] frame : frames) {
      buffer.put(frame);
    }
    return buffer.flip();
  }

  private static byte[] framed(int first, byte[] payload) {
    int header = payload.length < 126 ? 2 : 4;
    var frame = ByteBuffer.allocate(header + 4 + payload.length);
    frame.put((byte) first);
    if (header == 2) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i & 3]));
    }
    return frame.array();
  }
}
