package headcount.app;

import headcount.embedded.ChildProcess;
import headcount.embedded.ChildRecord;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The nodes of {@code dev --nodes N}, each a process of its own. A lost one is not started again by
 * itself.
 */
public final class DevNodes implements AutoCloseable {
  /** A node of dev drains for 5 s at most; the rest is leaving the cluster and closing. */
  private static final Duration GRACE = Duration.ofSeconds(25);

  private final Path folder;
  private final IntFunction<NodeStart> how;
  private final List<ChildProcess> children = new ArrayList<>();

  private DevNodes(Path folder, IntFunction<NodeStart> how) {
    this.folder = folder;
    this.how = how;
  }

  static Path record(Path folder, int index) {
    return folder.resolve("node-" + index + ".pid");
  }

  /**
   * Starts all of them and returns at once.
   *
   * @param how each is started, by its index
   */
  public static DevNodes start(Path folder, int number, IntFunction<NodeStart> how) {
    var nodes = new DevNodes(folder, how);
    for (var index = 0; index < number; index++) {
      nodes.children.add(ChildProcess.start(nodes.plan(index)));
    }
    return nodes;
  }

  /** Starts one again that has ended, and returns at once. */
  public void startAgain(int index) {
    children.set(index, ChildProcess.start(plan(index)));
  }

  private ChildProcess.Plan plan(int index) {
    var start = how.apply(index);
    var line = new ArrayList<>(start.prefix());
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ownFlags());
    line.add("-Xmx1g");
    line.addAll(start.flags());
    var heap = System.getenv("HEADCOUNT_NODE_HEAP");
    if (heap != null && !heap.isEmpty()) {
      line.add("-Xmx" + heap);
    }
    line.addAll(List.of("-cp", classPath(), Main.class.getName(), "node"));
    line.addAll(List.of("--dev", folder.toString(), "--index", Integer.toString(index)));
    var file = folder.resolve("node-" + index);
    return new ChildProcess.Plan("node " + index, line, start.environment(), folder, file, GRACE);
  }

  /** This JVM's flags, but for the heap and what only one JVM may write. */
  private static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xm") && !flag.contains("AutoCreateSharedArchive"))
        .toList();
  }

  /** Relative entries would be sought from the data folder. */
  private static String classPath() {
    var separator = java.io.File.pathSeparator;
    var entries = System.getProperty("java.class.path").split(separator, -1);
    var whole = new ArrayList<String>();
    for (var entry : entries) {
      whole.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(separator, whole);
  }

  public boolean isAlive(int index) {
    return children.get(index).isAlive();
  }

  /** The process of one node, the latest where it was started again. */
  public ChildProcess child(int index) {
    return children.get(index);
  }

  /** Stops all at once, those among them that somebody started again by hand. */
  @Override
  public void close() {
    children.forEach(ChildProcess::ask);
    ChildRecord.endAll(folder, "node-", GRACE);
    children.forEach(ChildProcess::stop);
  }
}
