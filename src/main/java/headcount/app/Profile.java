package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How large a node is made: settings under its own ones, and flags for its JVM. A profile is a file
 * such as {@code conf/small.conf}, with the flags beside it in {@code conf/small.jvm} where there
 * are any.
 *
 * @param settings resolved
 * @param flags for the JVM's command line
 */
public record Profile(Config settings, List<String> flags) {
  /** Nothing but defaults. */
  public static final Profile NONE = new Profile(ConfigFactory.empty(), List.of());

  public Profile {
    flags = List.copyOf(flags);
  }

  /** Reads it; a {@link Refusal} says what is wrong with the file. */
  static Profile of(Path file) {
    if (!Files.isReadable(file)) {
      throw new Refusal("there is no settings file " + file);
    }
    try {
      return new Profile(ConfigFactory.parseFile(file.toFile()).resolve(), flags(file));
    } catch (ConfigException unreadable) {
      throw new Refusal(file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static List<String> flags(Path file) {
    var name = file.toAbsolutePath().toString();
    int dot = name.lastIndexOf('.');
    var beside =
        Path.of(dot > name.lastIndexOf('/') ? name.substring(0, dot) + ".jvm" : name + ".jvm");
    return Files.isReadable(beside) ? List.of("@" + beside) : List.of();
  }
}
