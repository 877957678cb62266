package headcount.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Which TCP ports of this machine are free to listen on. */
public final class Ports {
  /** One port and what wants it, such as {@code "MySQL"}. */
  public record Wanted(int port, String what) {
    public Wanted {
      if (port < 1 || port > 65_535) {
        throw new EmbeddedFailure(
            "the port of " + what + " must be 1 to 65535, was " + port + "; see --port-offset");
      }
    }
  }

  private Ports() {}

  /**
   * Throws a sentence that names every taken port and what wanted it.
   *
   * @throws EmbeddedFailure if any port is taken
   */
  public static void requireFree(List<Wanted> wanted) {
    var taken = new ArrayList<String>();
    for (var one : wanted) {
      if (!isFree(one.port())) {
        taken.add(one.port() + " (" + one.what() + ")");
      }
    }
    if (!taken.isEmpty()) {
      throw new EmbeddedFailure(
          (taken.size() == 1 ? "port " : "ports ")
              + String.join(", ", taken)
              + (taken.size() == 1 ? " is" : " are")
              + " taken by another program; end it, or move every port with --port-offset, such as"
              + " --port-offset 100");
    }
  }

  /** Whether nobody listens on this port, on any of this machine's addresses. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      // as servers do: a port whose last connections are only waiting out their time is free
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
