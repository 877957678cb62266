package headcount.app;

import headcount.embedded.ChildRecord;
import headcount.embedded.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

/**
 * The folder in which everything lies that {@code dev} writes, held by one {@code dev} at a time.
 *
 * <p>It begins with the lock and the number of its format; {@code parts/} are unpacked programs and
 * outlive {@code --fresh}. The lock ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
  static final int FORMAT = 1;
  static final String PARTS = "parts";
  private static final String LOCK = "lock";
  private static final String FORMAT_FILE = "format";
  private static final Set<String> NO_DATA = Set.of(LOCK, PARTS);
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(15);

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static Path standard() {
    return Path.of(System.getProperty("user.home"), ".headcount", "dev");
  }

  /**
   * Takes the folder, ends what a former run left in it, and empties it if asked to.
   *
   * @throws Refusal if another dev holds it, or it is not ours, or of a newer format
   */
  public static DataFolder open(Path path, boolean fresh) {
    var folder = Folders.make(path.toAbsolutePath().normalize());
    var opened = new DataFolder(folder, lock(folder));
    try {
      opened.check(fresh);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw new Refusal("the data folder " + folder + " cannot be used: " + e, e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static FileChannel lock(Path folder) {
    var file = folder.resolve(LOCK);
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!taken(channel)) {
        channel.close();
        throw new Refusal(
            "another ./headcount dev (pid %s) runs on %s; end it, or choose another folder with --data"
                .formatted(Files.readString(file).strip(), folder));
      }
      var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException e) {
      throw new Refusal("the data folder " + folder + " cannot be locked: " + e, e);
    }
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException byUs) {
      return false;
    }
  }

  private void check(boolean fresh) throws IOException {
    var file = folder.resolve(FORMAT_FILE);
    if (Files.exists(file)) {
      ChildRecord.endAll(folder, "", ORPHAN_GRACE);
      if (fresh) {
        Folders.remove(folder, NO_DATA);
      } else {
        checkFormat(Files.readString(file).strip());
      }
    } else if (!isEmpty()) {
      throw new Refusal(
          folder + " holds files that are not Headcount's; choose another folder with --data");
    }
    Files.writeString(file, FORMAT + "\n");
  }

  private void checkFormat(String found) {
    if (!found.equals(Integer.toString(FORMAT))) {
      throw new Refusal(
          ("the data in %s have format %s, this Headcount knows format %d: run the version that wrote"
                  + " them, choose another folder with --data, or throw them away with --fresh")
              .formatted(folder, found, FORMAT));
    }
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.list(folder)) {
      return files.allMatch(file -> NO_DATA.contains(file.getFileName().toString()));
    }
  }

  public Path path() {
    return folder;
  }

  /** Where unpacked programs lie. */
  public Path parts() {
    var shared = System.getenv("HEADCOUNT_PARTS");
    return shared == null || shared.isEmpty() ? folder.resolve(PARTS) : Path.of(shared);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Refusal("the lock of " + folder + " cannot be given back: " + e, e);
    }
  }
}
