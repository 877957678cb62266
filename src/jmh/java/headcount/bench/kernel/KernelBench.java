package headcount.bench.kernel;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What sockets cost the kernel, and what its settings do about it: those that a namespace may have
 * for itself are tried in one, see docs/performance.md.
 */
public final class KernelBench implements Bench {
  private static final int IDLE = 5_000;
  private static final int FULL = 150;
  private static final int BURST = 4_000;
  private static final long PAGE = 4096;
  private static final int FRAME = 150;

  /** Both ends of one connection on this machine. */
  private record Pair(SocketChannel client, SocketChannel server) {}

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public String about() {
    return "memory that idle and full sockets take in the kernel, and a burst of connects";
  }

  @Override
  public boolean quick() {
    return false;
  }

  @Override
  public void measure(BenchGround ground, Consumer<Figure> figures) throws Exception {
    idle(figures);
    full(figures);
    burst(figures);
  }

  /** Each end has sent a frame and read one, as after a join; the machine should be quiet. */
  private static void idle(Consumer<Figure> figures) throws IOException, InterruptedException {
    long buffers = buffers();
    long slabs = slabs();
    var pairs = pairs(IDLE);
    for (Pair each : pairs) {
      pass(each.client(), each.server(), 60);
      pass(each.server(), each.client(), FRAME);
    }
    Thread.sleep(1000);
    double sockets = 2.0 * IDLE;
    figures.accept(Figure.low("idle, buffers", (buffers() - buffers) / sockets, "B a socket"));
    figures.accept(Figure.low("idle, structures", (slabs() - slabs) / sockets, "B a socket"));
    close(pairs);
  }

  private static void full(Consumer<Figure> figures) throws IOException, InterruptedException {
    long buffers = buffers();
    var pairs = pairs(FULL);
    var frame = ByteBuffer.allocateDirect(FRAME);
    for (Pair each : pairs) {
      each.server().configureBlocking(false);
      while (each.server().write(frame.clear()) > 0) {
        // until neither end takes more
      }
    }
    Thread.sleep(1000);
    double kib = (buffers() - buffers) / 1024.0 / FULL;
    figures.accept(Figure.low("never read, buffers of both ends", kib, "KiB a connection"));
    close(pairs);
  }

  private static void burst(Consumer<Figure> figures) throws IOException, InterruptedException {
    var clients = new ArrayList<SocketChannel>();
    try (var listener = listener()) {
      for (int i = 0; i < BURST; i++) {
        var client = SocketChannel.open();
        client.configureBlocking(false);
        client.connect(listener.getLocalAddress());
        clients.add(client);
      }
      Thread.sleep(500);
      listener.configureBlocking(false);
      int taken = 0;
      for (var next = listener.accept(); next != null; next = listener.accept()) {
        taken++;
        next.close();
      }
      figures.accept(Figure.high("of 4,000 connects at once, held", taken, ""));
    }
    for (SocketChannel each : clients) {
      each.close();
    }
  }

  private static ServerSocketChannel listener() throws IOException {
    var here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    return ServerSocketChannel.open().bind(here, BURST + 96);
  }

  private static List<Pair> pairs(int number) throws IOException {
    var all = new ArrayList<Pair>(number);
    try (var listener = listener()) {
      for (int i = 0; i < number; i++) {
        all.add(new Pair(SocketChannel.open(listener.getLocalAddress()), listener.accept()));
      }
    }
    return all;
  }

  private static void pass(SocketChannel from, SocketChannel to, int bytes) throws IOException {
    from.write(ByteBuffer.allocateDirect(bytes));
    var read = ByteBuffer.allocateDirect(bytes);
    while (read.hasRemaining() && to.read(read) >= 0) {
      // the rest comes
    }
  }

  private static void close(List<Pair> pairs) throws IOException {
    for (Pair each : pairs) {
      each.client().close();
      each.server().close();
    }
  }

  /** Bytes that all TCP sockets of the machine hold now. */
  private static long buffers() throws IOException {
    var words = List.of(line("/proc/net/sockstat", "TCP:").split(" "));
    return Long.parseLong(words.get(words.indexOf("mem") + 1)) * PAGE;
  }

  private static long slabs() throws IOException {
    return Long.parseLong(line("/proc/meminfo", "Slab:").replaceAll("[^0-9]", "")) * 1024;
  }

  private static String line(String file, String first) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(first))
        .findFirst()
        .orElseThrow();
  }
}
