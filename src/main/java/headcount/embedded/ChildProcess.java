package headcount.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that does not outlive this JVM, however the JVM ends.
 *
 * <p>It is started through a few lines of sh that leave a watcher beside it. The watcher reads a
 * pipe whose other end only this JVM holds: when the JVM ends, by kill -9 too, the pipe ends, and
 * the watcher ends the child, politely first. The child stands in a session of its own, so that
 * Ctrl-C reaches only the JVM. Its output goes to a log file; its pid and start time to a record
 * with which the next start finds it, should it still live. Thread-safe.
 */
public final class ChildProcess {
  private static final Path PROC = Path.of("/proc/self/stat");
  private static final int TAIL_BYTES = 16_384;

  /** After the exec at its end the child has the pid of this sh, which is the watcher's parent. */
  private static final String WATCHED =
      """
      tenths=$1; shift
      exec 3<&0 </dev/null
      ( trap '' HUP INT TERM
        while read -r line <&3; do :; done
        ours() { read -r a b c parent rest </proc/self/stat && [ "$parent" = "$$" ]; }
        ours && kill -TERM $$
        while [ "$tenths" -gt 0 ] && ours; do sleep 0.1; tenths=$((tenths - 1)); done
        ours && kill -KILL $$
      ) >/dev/null 2>&1 &
      exec "$@" 3<&-
      """;

  /**
   * What to start.
   *
   * @param name what people call it, such as {@code "MySQL"}
   * @param command program and arguments
   * @param environment added to this JVM's own
   * @param folder where it runs
   * @param file its log is {@code file.log} and its record {@code file.pid}
   * @param grace how long it may take to end when asked to, before it is killed
   */
  public record Plan(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path file,
      Duration grace) {
    public Plan {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    Path log() {
      return file.resolveSibling(file.getFileName() + ".log");
    }

    Path record() {
      return file.resolveSibling(file.getFileName() + ".pid");
    }
  }

  private final Plan plan;
  private final Process process;
  private volatile List<ProcessHandle> watcher = List.of();

  private ChildProcess(Plan plan, Process process) {
    this.plan = plan;
    this.process = process;
  }

  /**
   * Ends the child of a former run that still lives, if any, and starts this one.
   *
   * @throws EmbeddedFailure if it cannot be started
   */
  public static ChildProcess start(Plan plan) {
    if (!Files.isReadable(PROC)) {
      throw new EmbeddedFailure("embedded servers run on Linux only; see --redis and --mysql");
    }
    endOrphan(plan);
    try {
      if (Files.exists(plan.log())) {
        var former = plan.log().resolveSibling(plan.log().getFileName() + ".1");
        Files.move(plan.log(), former, StandardCopyOption.REPLACE_EXISTING);
      }
      var builder = new ProcessBuilder(watched(plan)).directory(plan.folder().toFile());
      builder.environment().putAll(plan.environment());
      builder.redirectErrorStream(true).redirectOutput(plan.log().toFile());
      var child = new ChildProcess(plan, builder.start());
      child.record();
      return child;
    } catch (IOException e) {
      throw EmbeddedFailure.of("starting " + plan.name(), plan.folder(), e);
    }
  }

  /** Ends the child that a former run of the same plan left behind, if it still lives. */
  static void endOrphan(Plan plan) {
    var _ = ChildRecord.endOrphan(plan.record(), plan.grace());
  }

  private static List<String> watched(Plan plan) {
    var line = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      line.add("/usr/bin/setsid");
    }
    line.addAll(List.of("/bin/sh", "-c", WATCHED, plan.name()));
    line.add(Long.toString(Math.max(1, plan.grace().toMillis() / 100)));
    line.addAll(plan.command());
    return line;
  }

  private void record() throws IOException {
    var record = ChildRecord.of(process.pid());
    if (record.isPresent()) {
      record.get().write(plan.record());
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Its exit status; only once it has ended. */
  public int exitValue() {
    return process.exitValue();
  }

  public Path log() {
    return plan.log();
  }

  /** Runs when the child has ended, for whatever reason. */
  public void onExit(Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  /** Asks the child to end and returns at once. */
  public void ask() {
    noteWatcher();
    process.destroy();
  }

  /** Asks the child to end, kills it when its grace is over, and returns when it has ended. */
  public void stop() {
    ask();
    try {
      if (!process.waitFor(plan.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
      awaitWatcher();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    ChildRecord.deleteQuietly(plan.record());
  }

  private void noteWatcher() {
    if (watcher.isEmpty()) {
      watcher = process.toHandle().children().toList();
    }
  }

  /**
   * The watcher sees its pipe's end a moment after the child's: nothing is to be left, not even for
   * that moment.
   */
  private void awaitWatcher() throws InterruptedException {
    for (ProcessHandle each : watcher) {
      try {
        each.onExit().get(1, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException late) {
        each.destroyForcibly();
      }
    }
  }

  /**
   * The failure of a child that ended while it should have started, with its last words.
   *
   * @param words what happened, such as "ended while starting"
   */
  public EmbeddedFailure failed(String words) {
    var tail = tail(12);
    if (EmbeddedFailure.isFullDisk(tail)) {
      return EmbeddedFailure.fullDisk(plan.folder());
    }
    return new EmbeddedFailure(
        plan.name() + " " + words + ". The end of its log (" + log() + "):\n" + tail);
  }

  private String tail(int lines) {
    try (var file = Files.newByteChannel(log())) {
      var size = file.size();
      var from = Math.max(0, size - TAIL_BYTES);
      var bytes = java.nio.ByteBuffer.allocate((int) (size - from));
      file.position(from);
      while (bytes.hasRemaining() && file.read(bytes) >= 0) {
        // until the end
      }
      var all =
          new String(bytes.array(), 0, bytes.position(), java.nio.charset.StandardCharsets.UTF_8);
      var split = all.strip().lines().toList();
      return String.join("\n", split.subList(Math.max(0, split.size() - lines), split.size()));
    } catch (IOException none) {
      return "(no log)";
    }
  }
}
