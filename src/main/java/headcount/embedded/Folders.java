package headcount.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whole folders: made, copied, removed, and whether there is room for them. */
public final class Folders {
  private Folders() {}

  /** Makes the folder, readable for its owner only, and those above it. */
  public static Path make(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
      }
      return folder;
    } catch (IOException e) {
      throw EmbeddedFailure.of("making the folder", folder, e);
    }
  }

  /** Removes the folder with all that is in it, but for what {@code kept} names at its top. */
  public static void remove(Path folder, Set<String> kept) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Removing(folder, kept));
    } catch (IOException e) {
      throw EmbeddedFailure.of("emptying the folder", folder, e);
    }
  }

  public static void remove(Path folder) {
    remove(folder, Set.of());
  }

  /** Copies a folder; the copy appears at once and whole, or not at all. */
  static void copy(Path from, Path to, Set<String> left) {
    var unfinished = to.resolveSibling(to.getFileName() + ".new");
    remove(unfinished);
    try {
      Files.walkFileTree(from, new Copying(from, unfinished, left));
      Files.move(unfinished, to);
    } catch (IOException e) {
      throw EmbeddedFailure.of("copying " + from, to, e);
    }
  }

  /**
   * Throws a sentence where there is less room than this.
   *
   * @param bytes at least this many must be free on the folder's disk
   */
  public static void requireRoom(Path folder, long bytes) {
    try {
      var free = Files.getFileStore(folder).getUsableSpace();
      if (free < bytes) {
        throw new EmbeddedFailure(
            "the disk that holds %s has %d MB left and %d MB are needed; make room, or choose --data DIR"
                .formatted(folder, free >> 20, bytes >> 20));
      }
    } catch (IOException e) {
      throw EmbeddedFailure.of("asking for the room", folder, e);
    }
  }

  private static final class Removing extends SimpleFileVisitor<Path> {
    private final Path top;
    private final Set<String> kept;

    Removing(Path top, Set<String> kept) {
      this.top = top;
      this.kept = kept;
    }

    private boolean keeps(Path path) {
      return top.equals(path.getParent()) && kept.contains(path.getFileName().toString());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return keeps(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!keeps(file)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (!folder.equals(top) || kept.isEmpty()) {
        Files.deleteIfExists(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Set<String> left;

    Copying(Path from, Path to, Set<String> left) {
      this.from = from;
      this.to = to;
      this.left = left;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      make(to.resolve(from.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var _ =
          left.contains(file.getFileName().toString())
              ? null
              : Files.copy(file, to.resolve(from.relativize(file)));
      return FileVisitResult.CONTINUE;
    }
  }
}
