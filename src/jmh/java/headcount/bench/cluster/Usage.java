package headcount.bench.cluster;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What a cluster has used until now; two of them make what a phase used.
 *
 * @param seconds monotonic
 * @param nodesCpu seconds of all nodes together
 * @param redisCpu seconds
 * @param mysqlCpu seconds
 * @param redisCommands commands that Redis has run, those within scripts included
 * @param scripts scripts among them
 * @param messages of the count that nodes wrote for each other, but beats
 * @param bytes of all such
 */
record Usage(
    double seconds,
    double nodesCpu,
    double redisCpu,
    double mysqlCpu,
    double redisCommands,
    double scripts,
    double messages,
    double bytes) {

  static Usage of(BenchCluster cluster) throws InterruptedException {
    var pids = new ArrayList<Long>();
    double messages = 0;
    double bytes = 0;
    for (var node : cluster.nodes()) {
      if (!node.isAlive()) {
        continue;
      }
      pids.add(node.pid());
      for (var word : node.ask("sent").split(" ", -1)) {
        var value = Double.parseDouble(word.substring(word.indexOf('=') + 1));
        if (word.startsWith("bytes=")) {
          bytes += value;
        } else if (!word.startsWith("shown=") && !word.startsWith("B1=")) {
          messages += value;
        }
      }
    }
    var redis = Objects.requireNonNull(cluster.servers().redis()).pids();
    var mysql = Objects.requireNonNull(cluster.servers().mysql()).pids();
    try (var client = RedisClient.create(cluster.servers().addresses().getFirst());
        var connection = client.connect()) {
      var info = connection.sync().info("all");
      return new Usage(
          System.nanoTime() / 1e9,
          cpu(pids),
          cpu(redis),
          cpu(mysql),
          field(info, "total_commands_processed:"),
          field(info, "cmdstat_evalsha:calls="),
          messages,
          bytes);
    }
  }

  /** What a second of the phase since {@code begin} used of that. */
  double rate(Usage begin, ToDoubleFunction<Usage> of) {
    return (of.applyAsDouble(this) - of.applyAsDouble(begin)) / (seconds - begin.seconds);
  }

  private static double cpu(List<Long> pids) {
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToDouble(used -> used.toNanos() / 1e9)
        .sum();
  }

  private static double field(String info, String name) {
    var at = info.indexOf(name);
    if (at < 0) {
      return 0;
    }
    var from = at + name.length();
    var to = from;
    while (to < info.length() && Character.isDigit(info.charAt(to))) {
      to++;
    }
    return Double.parseDouble(info.substring(from, to));
  }

  /** Resident memory of a process, MiB. */
  static double residentMib(long pid) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return Double.NaN;
  }
}
