package headcount.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the nodes' processes where they run on this machine: the management port names the pid.
 *
 * <p>For one thread; asking blocks.
 */
final class ProcessWatch {
  private static final class Node {
    private final long pid;
    private long cpuNanos;
    private long atNanos;

    Node(long pid) {
      this.pid = pid;
    }
  }

  private final List<Optional<Node>> nodes = new ArrayList<>();
  private final NanoClock clock;
  private final Asking asking;
  private final List<Target> targets;

  ProcessWatch(Asking asking, List<Target> targets, NanoClock clock) {
    this.clock = clock;
    this.asking = asking;
    this.targets = List.copyOf(targets);
    for (var target : targets) {
      nodes.add(node(asking, target));
    }
  }

  /**
   * One entry a target, in their order; empty where the process is not to be seen. One that was
   * started again is found again.
   */
  List<Optional<Vitals>> vitals() {
    var vitals = new ArrayList<Optional<Vitals>>();
    for (var at = 0; at < nodes.size(); at++) {
      var seen = nodes.get(at).flatMap(this::vitals);
      if (seen.isEmpty()) {
        nodes.set(at, node(asking, targets.get(at)));
      }
      vitals.add(seen);
    }
    return vitals;
  }

  private static Optional<Node> node(Asking asking, Target target) {
    var management = target.management();
    if (management == null) {
      return Optional.empty();
    }
    var answer = asking.get(management.resolve("/ops/node"));
    var pid = answer.ok() ? answer.body().path("pid").asLong(0) : 0;
    return pid > 0 ? Optional.of(new Node(pid)) : Optional.empty();
  }

  private Optional<Vitals> vitals(Node node) {
    var cpu = ProcessHandle.of(node.pid).flatMap(process -> process.info().totalCpuDuration());
    if (cpu.isEmpty()) {
      return Optional.empty();
    }
    var now = clock.getAsLong();
    var used = cpu.get().toNanos();
    var percent =
        node.atNanos == 0 ? 0 : 100.0 * (used - node.cpuNanos) / Math.max(1, now - node.atNanos);
    node.atNanos = now;
    node.cpuNanos = used;
    return Optional.of(new Vitals(node.pid, percent, rss(node.pid)));
  }

  private static long rss(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1_024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
