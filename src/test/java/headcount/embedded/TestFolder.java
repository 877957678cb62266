package headcount.embedded;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;

/** Where the tests' servers lie: under {@code target/}, a folder for each test JVM. */
final class TestFolder {
  static final EmbeddedSettings SETTINGS = EmbeddedSettings.from(ConfigFactory.load());
  static final Parts PARTS = new Parts(Path.of("target/parts"));

  private TestFolder() {}

  static Path of(String name) {
    var pid = ProcessHandle.current().pid();
    return Path.of("target/embedded/" + name + "-" + pid).toAbsolutePath();
  }

  /** Stops the server and removes its folder when this JVM ends. */
  static void untilExit(Runnable stop, Path folder) {
    var end =
        new Thread(
            () -> {
              stop.run();
              Folders.remove(folder);
            });
    Runtime.getRuntime().addShutdownHook(end);
  }
}
