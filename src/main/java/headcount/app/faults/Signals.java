package headcount.app.faults;

import headcount.app.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends signals to processes, with the system's {@code kill}. */
final class Signals {
  private Signals() {}

  /**
   * Returns when the signal is sent.
   *
   * @param name such as {@code KILL}, {@code STOP} or {@code CONT}
   */
  static void send(String name, long pid) {
    try {
      var process =
          new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid)
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Refusal("process " + pid + " did not take " + name + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new Refusal("process " + pid + " cannot be sent " + name + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }
}
