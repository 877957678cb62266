package headcount.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A folder of unpacked programs, filled once from the artifacts on the class path and used by every
 * later start.
 *
 * <p>Each part appears under its final name at once and whole (unpacked beside it, then renamed),
 * under a lock that other processes respect. Thread-safe.
 */
public final class Parts {
  private static final long ROOM = 400L << 20;

  /** File locks are held by a whole JVM; among its threads this one decides. */
  private static final ReentrantLock AMONG_THREADS = new ReentrantLock();

  private final Path folder;

  /**
   * @param folder where the parts lie; made when needed
   */
  public Parts(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The part's folder, filled by {@code fill} if it is not there yet. */
  Path part(String name, Consumer<Path> fill) {
    var part = folder.resolve(name);
    if (Files.isDirectory(part)) {
      return part;
    }
    Folders.make(folder);
    AMONG_THREADS.lock();
    try (var channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(part)) {
        fillAnew(part, fill);
      }
      return part;
    } catch (IOException e) {
      throw EmbeddedFailure.of("unpacking " + name, folder, e);
    } finally {
      AMONG_THREADS.unlock();
    }
  }

  private void fillAnew(Path part, Consumer<Path> fill) throws IOException {
    Folders.requireRoom(folder, ROOM);
    var unfinished = folder.resolve(part.getFileName() + ".new");
    Folders.remove(unfinished);
    Folders.make(unfinished);
    fill.accept(unfinished);
    Files.move(unfinished, part);
  }

  /** A file of the class path. */
  static InputStream resource(String name) {
    var stream = Parts.class.getResourceAsStream(name);
    if (stream == null) {
      throw new EmbeddedFailure(
          name + " is not on the class path; build anew with: mvn -DskipTests package");
    }
    return stream;
  }

  /** Writes a file of the class path to the disk, executable. */
  static void unpackProgram(String resource, Path to) {
    try (var in = resource(resource)) {
      Files.copy(in, to);
      if (!to.toFile().setExecutable(true)) {
        throw new IOException(to + " cannot be made executable");
      }
    } catch (IOException e) {
      throw EmbeddedFailure.of("unpacking " + resource, to, e);
    }
  }
}
