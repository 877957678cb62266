package headcount.app.faults;

import headcount.app.NodeStart;
import headcount.app.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The wall clock of one node, which can be put forward and back while it runs: libfaketime under
 * its JVM, told by a file. The monotonic clock stays as it is. For one thread.
 *
 * @param file what libfaketime reads about once a second
 */
record FakeClock(Path file) {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

  static Need need() {
    return Need.file(library(), "faketime");
  }

  private static Path library() {
    return PLACES.stream().filter(Files::exists).findFirst().orElse(PLACES.getFirst());
  }

  /** A clock that is right at first, told by a file beside the ground's folder. */
  static FakeClock of(Ground ground, int node) {
    var clock = new FakeClock(ground.folder().resolveSibling("clock-" + node));
    clock.set(Duration.ZERO);
    return clock;
  }

  /** Wrong by so much from now on, or in a second. */
  void set(Duration wrong) {
    var next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(next, "%+d\n".formatted(wrong.toSeconds()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** How a node is started that lives by this clock. */
  NodeStart start() {
    var settings =
        Map.of(
            "LD_PRELOAD", library().toString(),
            "FAKETIME_TIMESTAMP_FILE", file.toAbsolutePath().toString(),
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            // with its correction on, waits of a JVM that are limited in time end at once
            "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return new NodeStart(List.of(), settings, List.of());
  }
}
