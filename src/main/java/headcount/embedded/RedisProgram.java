package headcount.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The unpacked redis-server: the first of the artifact's binaries that runs on this machine.
 *
 * <p>The 64-bit one needs OpenSSL 3; the 32-bit one is static and needs nothing, but a kernel that
 * runs it, and its data end at 3 GB.
 */
record RedisProgram(Path file) {
  private static final Duration SHORT = Duration.ofSeconds(20);

  static RedisProgram in(Parts parts) {
    var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    var names =
        arch.equals("aarch64")
            ? List.of("redis-server-6.2.7-linux-arm64")
            : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
    return first(parts, names);
  }

  static RedisProgram first(Parts parts, List<String> names) {
    var why = "";
    for (var name : names) {
      var folder =
          parts.part(name, to -> Parts.unpackProgram("/" + name, to.resolve("redis-server")));
      var program = new RedisProgram(folder.resolve("redis-server"));
      var line = List.of(program.file().toString(), "--version");
      var run = Run.of(line, Map.of(), folder, SHORT);
      if (run.status() == 0) {
        return program;
      }
      why = run.output();
    }
    throw new EmbeddedFailure(
        "the embedded Redis does not run on this machine (" + why + "); see --redis");
  }
}
