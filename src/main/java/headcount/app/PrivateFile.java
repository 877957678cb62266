package headcount.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner may read, from its first byte on. */
final class PrivateFile {
  private PrivateFile() {}

  /** Writes it anew; a reader sees the former text or this one. */
  static void write(Path file, String text) {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(unfinished);
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(owner));
      Files.writeString(unfinished, text);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e, e);
    }
  }
}
