package headcount.bench.edge;

import headcount.access.TokenKey;
import headcount.access.TokenSigner;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts the servers that are measured. Blocking. */
final class Servers {
  private static final String KEY = "the edge's benches sign with this, and nobody else does";
  private static final int SOCKET_PORT = 9080;
  private static final int MANAGEMENT_PORT = 8558;
  private static final int READY_WITHIN_SECONDS = 90;

  private final Path folder;
  private final int offset;

  /** All they write lies in that folder, and that is added to all ports. */
  Servers(Path folder, int offset) {
    this.folder = folder;
    this.offset = offset;
  }

  /** A token for viewer {@code index + 1}, for a day. */
  static String token(int index) {
    var signer = new TokenSigner((TokenKey.Shared) TokenKey.shared(KEY));
    return signer.sign(Integer.toString(index + 1), Duration.ofDays(1), null, null, Instant.now());
  }

  /**
   * {@code ./headcount dev} with the launcher's flags: a whole node with its Redis and MySQL, which
   * are moved to the other core.
   *
   * @param further more flags, settings as system properties among them
   */
  ServerProcess node(String... further) {
    var flags =
        new ArrayList<>(
            List.of(
                "-Xmx" + System.getProperty("bench.heap", "2g"),
                "-XX:+UseCompactObjectHeaders",
                "-Djava.net.preferIPv4Stack=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dheadcount.access.limits.frames-at-once=1000000",
                "-Dheadcount.access.limits.frames-per-second=1000000"));
    flags.addAll(List.of(further));
    flags.addAll(List.of(System.getProperty("bench.node.flags", "").split(" ", 0)));
    flags.removeIf(String::isEmpty);
    flags.addAll(List.of("headcount.app.Main", "dev", "--fresh", "--port-offset", "" + offset));
    flags.addAll(List.of("--data", folder.resolve("node").toString()));
    var environment = Map.of("HEADCOUNT_TOKEN_KEY", KEY);
    var node =
        ServerProcess.start(flags, environment, folder.resolve("node.log"), SOCKET_PORT + offset);
    var ready = URI.create("http://127.0.0.1:" + (MANAGEMENT_PORT + offset) + "/ready");
    await(node, () -> answers(ready));
    node.childrenAside();
    return node;
  }

  /** The peer. */
  ServerProcess bare() {
    int port = SOCKET_PORT + offset;
    var flags =
        List.of(
            "-Xmx2g",
            "-XX:+UseCompactObjectHeaders",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            BareServer.class.getName(),
            "" + port);
    var bare = ServerProcess.start(flags, Map.of(), folder.resolve("bare.log"), port);
    await(bare, () -> listens(port));
    return bare;
  }

  private static void await(ServerProcess server, BooleanSupplier there) {
    for (int i = 0; i < READY_WITHIN_SECONDS * 10 && server.isAlive(); i++) {
      if (there.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(100_000_000);
    }
    server.close();
    throw new IllegalStateException("no server within the time; see " + server.output());
  }

  private static boolean listens(int port) {
    try (var _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean answers(URI ready) {
    try {
      var request = (HttpURLConnection) ready.toURL().openConnection();
      request.setConnectTimeout(1000);
      request.setReadTimeout(1000);
      return request.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
