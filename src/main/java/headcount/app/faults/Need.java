package headcount.app.faults;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something of the machine that a row cannot do without.
 *
 * @param met whether it is there
 * @param sentence what to do where it is not
 */
record Need(boolean met, String sentence) {
  /** To be root: for network namespaces and the like. */
  static Need root() {
    return root("this row makes network namespaces and must be run as root");
  }

  /** To be root, for the reason that the sentence names. */
  static Need root(String sentence) {
    return new Need("root".equals(System.getProperty("user.name")), sentence);
  }

  /** A program on the path, and the Debian package that brings it. */
  static Need program(String name, String debian) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var folders = Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/sbin"));
    var found = folders.anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    return new Need(found, "the program " + name + " is missing: apt install " + debian);
  }

  /** A file, and the Debian package that brings it. */
  static Need file(Path file, String debian) {
    return new Need(Files.exists(file), file + " is missing: apt install " + debian);
  }

  /** The sentences of those that are not met. */
  static List<String> missing(List<Need> needs) {
    return needs.stream().filter(need -> !need.met).map(Need::sentence).toList();
  }
}
