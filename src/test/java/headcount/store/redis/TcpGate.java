package headcount.store.redis;

import com.typesafe.config.ConfigFactory;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A port that leads to a real server while it is open, and to nothing while it is shut. */
final class TcpGate implements AutoCloseable {
  private final int target;
  private final ServerSocket door;
  private final List<Socket> sockets = new ArrayList<>();
  private volatile boolean open;

  TcpGate(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  RedisStores stores() {
    return stores(InstantSource.system(), Map.of());
  }

  RedisStores stores(InstantSource clock, Map<String, Object> more) {
    var settings = new java.util.HashMap<String, Object>(more);
    settings.put("headcount.store.redis.uri", "redis://127.0.0.1:" + port());
    var config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    return RedisStores.connect(config, new Meters(new SimpleMeterRegistry()), clock);
  }

  void open() {
    open = true;
  }

  synchronized void shut() throws IOException {
    open = false;
    for (var socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    shut();
    door.close();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        var in = door.accept();
        if (open) {
          join(in);
        } else {
          in.close();
        }
      } catch (IOException e) {
        // the door was closed, or the server behind it is gone
      }
    }
  }

  private synchronized void join(Socket in) throws IOException {
    var out = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(in);
    sockets.add(out);
    Thread.startVirtualThread(() -> copy(in, out));
    Thread.startVirtualThread(() -> copy(out, in));
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // either side hung up
    }
  }
}
