package headcount.app.faults;

import headcount.app.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes connections to an address of this machine on to the same port of the loopback, where the
 * stores listen: the way to them from another network namespace. Thread-safe.
 */
final class StoreGate implements AutoCloseable {
  private final ServerSocket door;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private StoreGate(ServerSocket door, int port) {
    this.door = door;
    this.port = port;
  }

  /** Opens it. */
  static StoreGate open(String address, int port) {
    try {
      var door = new ServerSocket();
      door.setReuseAddress(true);
      door.bind(new InetSocketAddress(address, port));
      var gate = new StoreGate(door, port);
      Thread.ofVirtual().start(gate::admit);
      return gate;
    } catch (IOException e) {
      throw new Refusal("nobody can listen on " + address + ":" + port + ": " + e, e);
    }
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        var outer = door.accept();
        open.add(outer);
        Thread.ofVirtual().start(() -> pass(outer));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pass(Socket outer) {
    try (outer;
        var inner = new Socket(InetAddress.getLoopbackAddress(), port)) {
      open.add(inner);
      outer.setTcpNoDelay(true);
      inner.setTcpNoDelay(true);
      var back = Thread.ofVirtual().start(() -> copy(inner, outer));
      copy(outer, inner);
      back.join();
      open.remove(inner);
    } catch (IOException refused) {
      // the store is not there: whoever asked sees the connection close
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(outer);
    }
  }

  /** Until either side ends; then both do. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException ended) {
      // so does the other direction
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new Refusal("the way to port " + port + " cannot be closed: " + e, e);
    }
  }
}
