package headcount.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An embedded part cannot run here; the message is a sentence for whoever typed the command, and
 * says what to do.
 */
public final class EmbeddedFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EmbeddedFailure(String message) {
    super(message);
  }

  public EmbeddedFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The failure of a file operation in a folder: a full disk is named as one. */
  static EmbeddedFailure of(String what, Path folder, IOException cause) {
    var reason = String.valueOf(cause.getMessage());
    return isFullDisk(reason)
        ? fullDisk(folder)
        : new EmbeddedFailure(what + " failed in " + folder + ": " + cause, cause);
  }

  static boolean isFullDisk(String text) {
    return text.contains("No space left on device") || text.contains("OS errno 28");
  }

  static EmbeddedFailure fullDisk(Path folder) {
    return new EmbeddedFailure(
        "the disk that holds " + folder + " is full; make room there, or choose --data DIR");
  }
}
