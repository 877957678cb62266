package headcount.app.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process takes. */
final class Memory {
  private Memory() {}

  /** Its resident memory in bytes; 0 where it has ended. */
  static long resident(long pid) {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
        }
      }
      return 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
