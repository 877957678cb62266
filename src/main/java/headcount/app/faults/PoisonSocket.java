package headcount.app.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that writes bytes as they come, so that it can break every rule. */
final class PoisonSocket implements AutoCloseable {
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int CLOSE = 8;
  private static final int TEXT = 1;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  private PoisonSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A socket past its upgrade. */
  static PoisonSocket open(URI address) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
      var opened = new PoisonSocket(socket);
      opened.upgrade(address);
      return opened;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void upgrade(URI address) throws IOException {
    var head =
        "GET "
            + address.getPath()
            + " HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: headcount.v9\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    var answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (answer.indexOf("HTTP/1.1 101") != 0) {
      throw new IOException("the upgrade was answered with " + answer);
    }
  }

  /** A text frame, masked as it should be. */
  void text(String text) throws IOException {
    frame(FIN | TEXT, MASKED, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A frame of any kind, its mask all zeros.
   *
   * @param first the whole first byte: FIN, reserved bits, opcode
   * @param masked 0x80, or 0 for a client that breaks the rule
   */
  void frame(int first, int masked, byte[] payload) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(masked | payload.length);
    } else {
      out.write(masked | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    if (masked != 0) {
      out.write(new byte[4]);
    }
    out.write(payload);
    socket.getOutputStream().write(out.toByteArray());
  }

  /**
   * The answer to what was sent: an error's code, or the close code; other frames are passed over.
   */
  String answer() throws IOException {
    while (true) {
      var opcode = in.readUnsignedByte() & 0x0f;
      var length = in.readUnsignedByte() & 0x7f;
      var payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      if (opcode == CLOSE) {
        return Integer.toString((payload[0] & 0xff) << 8 | (payload[1] & 0xff));
      }
      var text = new String(payload, StandardCharsets.UTF_8);
      var code = text.indexOf("\"code\":\"");
      if (opcode == TEXT && text.contains("\"type\":\"error\"") && code >= 0) {
        return text.substring(code + 8, text.indexOf('"', code + 8));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
