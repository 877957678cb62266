package headcount.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Who a child process was: its pid, its start in clock ticks since the boot, and the boot's id.
 *
 * <p>A pid is used again sooner or later; the three together are not. Kept in a file beside the
 * child's data, so that the next start finds a child that outlived its parent.
 */
public record ChildRecord(long pid, long startTicks, String boot) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  /** The record of a process that lives now, or empty if it does not. */
  public static Optional<ChildRecord> of(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // the name in brackets may hold blanks; the state is the field after it, the start the 22nd
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z")
          ? Optional.empty()
          : Optional.of(new ChildRecord(pid, Long.parseLong(fields[19]), bootId()));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException gone) {
      return Optional.empty();
    }
  }

  private static String bootId() throws IOException {
    return Files.readString(BOOT).strip();
  }

  /** Keeps it in a file. */
  public void write(Path file) throws IOException {
    Files.writeString(file, pid + " " + startTicks + " " + boot + "\n");
  }

  private static @Nullable ChildRecord read(Path file) {
    try {
      var parts = Files.readString(file).strip().split(" ", -1);
      return new ChildRecord(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException none) {
      return null;
    }
  }

  /** Keeps this JVM's own record, so that a later start finds it. */
  public static void ofThisJvm(Path file) {
    try {
      var self = of(ProcessHandle.current().pid());
      if (self.isPresent()) {
        self.get().write(file);
      }
    } catch (IOException e) {
      throw EmbeddedFailure.of("recording this process", file, e);
    }
  }

  /**
   * Ends every process that a record in this folder or one below it names, all at once.
   *
   * @param prefix of the records' names; empty: all
   * @return how many there were
   */
  public static int endAll(Path folder, String prefix, Duration grace) {
    try (var files = Files.walk(folder, 2)) {
      var records = files.filter(file -> isRecord(file, prefix)).toList();
      records.forEach(ChildRecord::ask);
      return (int) records.stream().filter(file -> endOrphan(file, grace).isPresent()).count();
    } catch (IOException e) {
      throw EmbeddedFailure.of("looking for what a former run left", folder, e);
    }
  }

  private static boolean isRecord(Path file, String prefix) {
    var name = file.getFileName().toString();
    return name.startsWith(prefix) && name.endsWith(".pid");
  }

  private static void ask(Path file) {
    var record = read(file);
    if (record != null && record.lives()) {
      ProcessHandle.of(record.pid()).ifPresent(ProcessHandle::destroy);
    }
  }

  /** Whether the very process of this record still lives. */
  boolean lives() {
    return of(pid).filter(this::equals).isPresent();
  }

  /**
   * Ends the process that the file names if it still lives, politely first, and removes the file.
   *
   * @return the pid that was ended, or empty if there was none
   */
  static Optional<Long> endOrphan(Path file, Duration grace) {
    var record = read(file);
    if (record == null || !record.lives() || record.pid() == ProcessHandle.current().pid()) {
      return Optional.empty();
    }
    var handle = ProcessHandle.of(record.pid());
    handle.ifPresent(ProcessHandle::destroy);
    if (!record.endsWithin(grace)) {
      handle.ifPresent(ProcessHandle::destroyForcibly);
      if (!record.endsWithin(LAST_WAIT)) {
        throw new EmbeddedFailure(
            "process " + record.pid() + " of a former run does not end; end it by kill -9");
      }
    }
    deleteQuietly(file);
    return Optional.of(record.pid());
  }

  private boolean endsWithin(Duration time) {
    var handle = ProcessHandle.of(pid);
    if (handle.isEmpty() || !lives()) {
      return true;
    }
    try {
      handle.get().onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException still) {
      return !lives();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return !lives();
    } catch (java.util.concurrent.ExecutionException never) {
      return !lives();
    }
  }

  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // a record of a dead process harms nobody: its start time fits no other
    }
  }
}
