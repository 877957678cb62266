package headcount.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that writes bytes, so that it can break every rule. */
public final class RawSocket implements AutoCloseable {
  static final int FIN = 0x80;
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int PATIENCE_MILLIS = 8000;
  private static final byte[] MASK = {1, 2, 3, 4};
  private static final ObjectMapper JSON = new ObjectMapper();

  final Socket socket;
  private final DataInputStream in;

  /** A frame from the server. */
  static final class Frame {
    final int opcode;
    final byte[] payload;

    Frame(int opcode, byte[] payload) {
      this.opcode = opcode;
      this.payload = payload;
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame, -1 where it has none. */
    int code() {
      return payload.length < 2 ? -1 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    }
  }

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A connection to that port of the loopback. */
  public static RawSocket open(int port) {
    try {
      return new RawSocket(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, of a client that has room for so many bytes, or what the system makes of that. */
  static RawSocket open(int port, int receiveBytes) {
    try {
      var socket = new Socket();
      socket.setReceiveBufferSize(receiveBytes);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new RawSocket(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a good opening handshake, with more or other headers. */
  static String request(String... more) {
    return "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + String.join("\r\n", more)
        + (more.length == 0 ? "\r\n" : "\r\n\r\n");
  }

  /** Asks for the upgrade and gets it. */
  public void upgrade(String... more) {
    bytes(request(more).getBytes(StandardCharsets.ISO_8859_1));
    String head = head();
    if (!head.startsWith("HTTP/1.1 101 ")
        || !head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
      throw new AssertionError("no upgrade: " + head);
    }
  }

  /** Status line and headers of an answer. */
  public String head() {
    var head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      return head.toString();
    } catch (IOException e) {
      throw new AssertionError("no answer, only: " + head, e);
    }
  }

  /** Sends a text frame. */
  public void text(String text) {
    frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame of minimal length encoding. */
  void frame(int first, byte[] payload) {
    int length = payload.length;
    int extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
    byte[] frame = new byte[2 + extra + 4 + length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | (extra == 0 ? length : extra == 2 ? 126 : 127));
    for (int i = 0; i < extra; i++) {
      frame[2 + i] = (byte) ((long) length >>> (8 * (extra - 1 - i)));
    }
    System.arraycopy(MASK, 0, frame, 2 + extra, 4);
    for (int i = 0; i < length; i++) {
      frame[6 + extra + i] = (byte) (payload[i] ^ MASK[i % 4]);
    }
    bytes(frame);
  }

  void bytes(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame; null at the end of the stream. */
  @Nullable Frame next() {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] payload = new byte[length];
      in.readFully(payload);
      return new Frame(first & 15, payload);
    } catch (EOFException e) {
      return null;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server said nothing for " + PATIENCE_MILLIS + " ms", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next text frame of this type, past counts and pings. */
  public JsonNode expect(String type) {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.opcode == CLOSE) {
        throw new AssertionError("closed with " + frame.code() + " before " + type);
      }
      JsonNode json = frame.opcode == TEXT ? json(frame.text()) : null;
      if (json != null && json.path("type").asText().equals(type)) {
        return json;
      }
      if (json != null && json.path("type").asText().equals("error")) {
        throw new AssertionError("error before " + type + ": " + json);
      }
    }
    throw new AssertionError("the end came before " + type);
  }

  /** The next error frame. */
  public JsonNode expectError() {
    for (Frame frame = next(); frame != null; frame = next()) {
      JsonNode json = frame.opcode == TEXT ? json(frame.text()) : JSON.nullNode();
      if (json.path("type").asText().equals("error")) {
        return json;
      }
      if (frame.opcode == CLOSE) {
        throw new AssertionError("closed with " + frame.code() + " instead of an error");
      }
    }
    throw new AssertionError("the end came before an error");
  }

  /** Reads counts until one says so many connections. */
  void expectConnections(int connections) {
    while (expect("viewers").path("connections").asInt() != connections) {
      // an older count
    }
  }

  /** The close code that the server ends the connection with, and the end itself. */
  public int expectClose() {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.opcode == CLOSE) {
        if (next() != null) {
          throw new AssertionError("something came after the close frame");
        }
        return frame.code();
      }
    }
    throw new AssertionError("the end came without a close frame");
  }

  /** Reads to the end and says how many bytes came before it. */
  long drain() {
    try {
      return in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
