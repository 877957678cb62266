package headcount.app.faults;

import headcount.app.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system in memory, to be filled and freed. Mounted at a folder of its own; needs
 * root.
 */
final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts it, after what a killed run left there. */
  static SmallDisk mount(Path folder, int mebibytes) {
    try {
      Files.createDirectories(folder);
      if (Files.readString(Path.of("/proc/mounts")).contains(" " + folder + " ")) {
        run("umount", "-l", folder.toString());
      }
    } catch (IOException e) {
      throw new Refusal(folder + " cannot be made: " + e, e);
    }
    run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "headcount", folder.toString());
    return new SmallDisk(folder);
  }

  /** A copy of the folder, all of it, on this disk. */
  Path copy(Path from) {
    run("cp", "-a", from.toString(), folder.toString());
    return folder.resolve(from.getFileName());
  }

  /** Not a byte is left for anybody. */
  void fill() {
    var block = new byte[65_536];
    for (var size = block.length; size > 0; size /= 2) {
      try (var file =
          Files.newOutputStream(
              filler(),
              java.nio.file.StandardOpenOption.CREATE,
              java.nio.file.StandardOpenOption.APPEND)) {
        while (true) {
          file.write(block, 0, size);
        }
      } catch (IOException full) {
        // smaller pieces may still fit
      }
    }
    if (free() > 0) {
      throw new Refusal(folder + " did not become full: " + free() + " bytes are left");
    }
  }

  /** What filled it goes. */
  void empty() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new Refusal(filler() + " cannot be removed: " + e, e);
    }
  }

  private long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new Refusal(folder + " does not say how full it is: " + e, e);
    }
  }

  private Path filler() {
    return folder.resolve(FILLER);
  }

  private static void run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Refusal(String.join(" ", command) + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new Refusal(String.join(" ", command) + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  /** Takes it away, also under a process that still has files there. */
  @Override
  public void close() {
    run("umount", "-l", folder.toString());
    folder.toFile().delete();
  }
}
