package headcount.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which cores this process keeps to: the servers have the first one for themselves. Blocking. */
final class Core implements AutoCloseable {
  private final String before;

  private Core(String before) {
    this.before = before;
  }

  /** Keeps to the second core until it is closed. */
  static Core second() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      var before =
          lines
              .filter(line -> line.startsWith("Cpus_allowed_list:"))
              .map(line -> line.substring(line.indexOf('\t') + 1))
              .findFirst()
              .orElseThrow();
      keepTo("1");
      return new Core(before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keepTo(String cores) {
    Shell.run("taskset", "-a", "-c", "-p", cores, Long.toString(ProcessHandle.current().pid()));
  }

  @Override
  public void close() {
    keepTo(before);
  }
}
