package headcount.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The process of a node without sockets, as the bench sees it. For one thread at a time. */
final class BenchNode implements AutoCloseable {
  private static final String NODE = "headcount.app.SocketlessNode";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final int index;
  private final Process process;
  private final PrintStream orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  BenchNode(Path folder, int index, String heap) throws IOException {
    this.index = index;
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xm") && !flag.startsWith("-XX:StartFlight"))
        .forEach(line::add);
    line.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path"), NODE));
    line.addAll(List.of(folder.toString(), Integer.toString(index)));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("HEADCOUNT_PEKKO_LOG_LEVEL", "INFO");
    this.process = builder.start();
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    var log = folder.resolve("node-" + index + ".log");
    Thread.ofVirtual().start(() -> read(log));
  }

  private void read(Path log) {
    try (var lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(NodeOrders.ANSWER)) {
          answers.add(line.substring(NodeOrders.ANSWER.length()));
        } else {
          out.println(line);
        }
      }
    } catch (IOException ended) {
      answers.add("failed " + ended);
    }
  }

  int index() {
    return index;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Gives an order; its answer is to be taken before the next one is given. */
  void order(String line) {
    orders.println(line);
  }

  /** The answer to the last order. */
  String answer(Duration patience) throws InterruptedException {
    var answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null || answer.startsWith("failed")) {
      throw new IllegalStateException("node " + index + ": " + answer);
    }
    return answer;
  }

  String ask(String line) throws InterruptedException {
    order(line);
    return answer(PATIENCE);
  }

  /** Has it leave the cluster and end; returns at once. */
  void leave() {
    orders.println("end");
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
