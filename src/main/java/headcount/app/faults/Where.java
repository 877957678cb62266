package headcount.app.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where and when something was played or measured.
 *
 * @param machine processors, memory, system
 * @param day in UTC, such as 2026-03-01
 * @param commit of the sources that this is run from, a + behind it where files differ from it
 */
public record Where(String machine, String day, String commit) {
  private static final int GIB_ROUNDING = 512;

  /** This machine, today, these sources. */
  public static Where here(InstantSource clock) {
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    return new Where(thisMachine(), day, thisCommit());
  }

  private static String thisMachine() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    var cores = system.getAvailableProcessors() + " cores";
    var memory =
        system instanceof com.sun.management.OperatingSystemMXBean larger
            ? ((larger.getTotalMemorySize() >> 20) + GIB_ROUNDING) / 1024 + " GiB, "
            : "";
    return cores + ", " + memory + system.getName() + " " + system.getVersion();
  }

  private static String thisCommit() {
    var commit = git("rev-parse", "--short=10", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    var changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "pom.xml");
    return changed.isEmpty() ? commit : commit + "+";
  }

  private static String git(String... words) {
    var line = new java.util.ArrayList<>(List.of("git"));
    line.addAll(List.of(words));
    try {
      var process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? said.strip() : "";
    } catch (IOException noGit) {
      return "";
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
