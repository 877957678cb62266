package headcount.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, on the first core alone, and what the kernel says that it used.
 * Linux only; blocking.
 */
final class ServerProcess implements AutoCloseable {
  /** The clock ticks that /proc counts in, as Linux shows them to everybody. */
  private static final long MICROS_A_TICK = 10_000;

  private final Process process;
  private final Path output;
  private final int port;
  private List<Path> compilers = List.of();

  private ServerProcess(Process process, Path output, int port) {
    // a bench that is cut short leaves no server behind
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /**
   * Starts a JVM with the class path of this one.
   *
   * @param port where it will take WebSockets
   * @param output what it prints goes there
   */
  static ServerProcess start(
      List<String> flags, Map<String, String> environment, Path output, int port) {
    var line = new ArrayList<>(List.of("taskset", "-c", "0"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(flags);
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
      var builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var process = builder.redirectOutput(output.toFile()).start();
      return new ServerProcess(process, output, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  Path output() {
    return output;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** CPU that it has used since its start, user and system, in microseconds to 10 ms. */
  long cpuMicros() {
    return cpuMicros(Path.of("/proc", Long.toString(pid()), "stat"));
  }

  /** What of that its JIT compilers used. */
  long compilerMicros() {
    long micros = 0;
    for (Path task : compilers()) {
      micros += cpuMicros(task.resolve("stat"));
    }
    return micros;
  }

  /** Its compiler threads, which a JVM with one core keeps for its life. */
  private List<Path> compilers() {
    if (compilers.isEmpty()) {
      try (var tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
        compilers = tasks.filter(ServerProcess::isCompiler).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return compilers;
  }

  private static boolean isCompiler(Path task) {
    try {
      return Files.readString(task.resolve("comm")).matches("C[12] Compiler.*\\s*");
    } catch (IOException ended) {
      return false;
    }
  }

  private static long cpuMicros(Path file) {
    String stat = read(file);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_A_TICK;
  }

  /** Resident memory in bytes. */
  long residentBytes() {
    return read(Path.of("/proc", Long.toString(pid()), "status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Collects its garbage, whole, three times. */
  void collect() {
    for (int i = 0; i < 3; i++) {
      ask("GC.run");
    }
  }

  /** Objects that are alive, in bytes. */
  long liveBytes() {
    return ask("GC.class_histogram")
        .lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]))
        .findFirst()
        .orElseThrow();
  }

  /** Asks its JVM something by {@code jcmd}. */
  String ask(String... question) {
    var line = new ArrayList<>(List.of("taskset", "-c", "1"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(pid()));
    line.addAll(List.of(question));
    return Shell.run(line.toArray(String[]::new));
  }

  /** Does something while the server stands still: what is sent meanwhile it finds all at once. */
  void stopped(Runnable meanwhile) {
    Shell.run("kill", "-STOP", Long.toString(pid()));
    try {
      meanwhile.run();
    } finally {
      Shell.run("kill", "-CONT", Long.toString(pid()));
    }
  }

  /** Moves every process that it started to the second core. */
  void childrenAside() {
    process
        .descendants()
        .forEach(child -> Shell.run("taskset", "-a", "-c", "-p", "1", Long.toString(child.pid())));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, and ends it where it has not within a minute. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
