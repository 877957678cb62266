package headcount.app.faults;

import headcount.app.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A tab that need not behave: it reads only if it is told to. Its frames go out on the caller's
 * thread; a lost connection shows in {@link #isOpen} only.
 */
final class RawTab implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int LOST = 1006;
  private static final int TEXT = 0x81;
  private static final int PING = 9;
  private static final int PONG = 0x8a;
  private static final int CLOSE = 8;
  private static final byte[] MASK = new byte[4];

  private final Socket socket;
  private final DataInputStream in;
  private volatile boolean open = true;
  private volatile int closeCode = LOST;

  /** A frame's text and when it was read, on a monotonic clock. */
  record Heard(String text, long at) {}

  private RawTab(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /**
   * An anonymous tab that has joined the stream, or so it believes: it has read no answer.
   *
   * @param receiveBytes room that its end of the connection has for what is not read; 0: the
   *     system's own choice
   */
  static RawTab join(URI address, String stream, int receiveBytes) {
    try {
      var socket = new Socket();
      if (receiveBytes > 0) {
        socket.setReceiveBufferSize(receiveBytes);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
      var tab = new RawTab(socket);
      tab.upgrade(address);
      tab.say("{\"type\":\"connect\"}");
      tab.say("{\"type\":\"join\",\"stream\":\"" + stream + "\"}");
      return tab;
    } catch (IOException e) {
      throw new Refusal("no tab on " + address + ": " + e.getMessage(), e);
    }
  }

  private void upgrade(URI address) throws IOException {
    var request =
        "GET "
            + address.getPath()
            + " HTTP/1.1\r\nHost: "
            + address.getHost()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: aGVhZGNvdW50IGZhdWx0cw==\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head.toString().lines().findFirst().orElse("no answer"));
    }
  }

  /** Its own port. */
  int port() {
    return socket.getLocalPort();
  }

  boolean isOpen() {
    return open;
  }

  /** What the server closed it with, if it was read; 1006 otherwise, and before. */
  int closeCode() {
    return closeCode;
  }

  void say(String text) {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A frame of less than 126 bytes, masked with zeros. */
  private synchronized void send(int first, byte[] payload) {
    var frame = new byte[6 + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(MASK, 0, frame, 2, MASK.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    try {
      socket.getOutputStream().write(frame);
    } catch (IOException gone) {
      open = false;
    }
  }

  /** Begins to read: texts into the queue, pings answered, until the connection ends. */
  void listen(LinkedBlockingQueue<Heard> to) {
    Thread.ofVirtual().start(() -> read(to));
  }

  private void read(LinkedBlockingQueue<Heard> to) {
    try {
      socket.setSoTimeout(0);
      for (var first = in.readUnsignedByte(); open; first = in.readUnsignedByte()) {
        var length = in.readUnsignedByte();
        var payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        switch (first & 15) {
          case PING -> send(PONG, payload);
          case CLOSE -> {
            closeCode = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
            open = false;
          }
          default ->
              to.add(new Heard(new String(payload, StandardCharsets.UTF_8), System.nanoTime()));
        }
      }
    } catch (IOException gone) {
      open = false;
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      socket.close();
    } catch (IOException gone) {
      // it is closed then
    }
  }
}
