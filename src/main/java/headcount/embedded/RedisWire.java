package headcount.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The few words of the Redis protocol (RESP 2) with which a server is asked whether it is there and
 * a cluster is formed. One connection, one caller at a time.
 */
final class RedisWire implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 3_000;

  private final Socket socket;
  private final InputStream in;

  RedisWire(int port) throws IOException {
    socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** One command on a connection of its own. */
  static String ask(int port, String... command) throws IOException {
    try (var wire = new RedisWire(port)) {
      return wire.ask(List.of(command));
    }
  }

  /**
   * Sends a command and gives its reply as text, an array's elements on lines of their own.
   *
   * @throws IOException also for an error reply, with its text
   */
  String ask(List<String> command) throws IOException {
    var out = new StringBuilder().append('*').append(command.size()).append("\r\n");
    for (var word : command) {
      out.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(out.toString().getBytes(StandardCharsets.US_ASCII));
    return reply();
  }

  private String reply() throws IOException {
    var line = line();
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> rest;
      case '-' -> throw new IOException(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException("not a Redis server: " + line);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    var bytes = in.readNBytes(length + 2);
    return new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.UTF_8);
  }

  private String array(int length) throws IOException {
    var parts = new ArrayList<String>();
    for (var i = 0; i < length; i++) {
      parts.add(reply());
    }
    return String.join("\n", parts);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended");
      }
      line.append((char) next);
    }
    var _ = in.read();
    if (line.isEmpty()) {
      throw new IOException("an empty reply");
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
