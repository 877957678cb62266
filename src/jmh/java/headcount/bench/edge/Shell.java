package headcount.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Small commands of the system. Blocking. */
final class Shell {
  private Shell() {}

  /** Runs it and returns what it printed; throws where it failed. */
  static String run(String... line) {
    try {
      var asked = new ProcessBuilder(line).redirectErrorStream(true).start();
      var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", line) + ": " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
