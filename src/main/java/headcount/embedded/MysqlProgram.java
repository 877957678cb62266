package headcount.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The unpacked mysqld, the libraries it needs here, and the template that every data folder begins
 * as a copy of.
 *
 * @param home the unpacked server
 * @param environment for every run: where stand-ins for missing libraries lie
 * @param template a data folder with the database {@code headcount} and its users, never started
 */
record MysqlProgram(Path home, Map<String, String> environment, Path template) {
  private static final String VERSION = "mysql-8.0.31";
  private static final String TARBALL = "/mysql-Linux-amd64.tar.gz";
  private static final String STUBS = "/headcount/embedded/stubs/";
  static final List<String> STAND_INS = List.of("libaio.so.1", "libnuma.so.1");
  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Duration INITIALIZE = Duration.ofMinutes(3);

  static MysqlProgram in(Parts parts) {
    var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    if (!Set.of("amd64", "x86_64").contains(arch)) {
      throw new EmbeddedFailure(
          "the embedded MySQL runs on Linux x86-64 only, this is " + arch + "; see --mysql");
    }
    var home = parts.part(VERSION, MysqlProgram::unpack);
    var stubs = standIns(parts);
    var found = new MysqlProgram(home, libraries(home, stubs), home);
    return new MysqlProgram(
        home, found.environment(), parts.part(VERSION + "-template-1", found::initialize));
  }

  /** The folder with a folder for each stand-in, named as the library with {@code .d} behind. */
  static Path standIns(Parts parts) {
    return parts.part("mysql-stand-ins-1", MysqlProgram::unpackStubs);
  }

  /** Options of every run; the rest depends on the data folder and the role. */
  List<String> command(Path data) {
    var line = new ArrayList<String>();
    line.add(home.resolve("bin/mysqld").toString());
    line.add("--no-defaults");
    line.add("--basedir=" + home);
    line.add("--datadir=" + data);
    if ("root".equals(System.getProperty("user.name"))) {
      line.add("--user=root");
    }
    line.addAll(
        List.of(
            "--innodb-use-native-aio=0",
            "--innodb-redo-log-capacity=32M",
            "--performance-schema=OFF",
            "--mysqlx=0",
            "--character-set-server=utf8mb4"));
    return line;
  }

  private static void unpack(Path to) {
    try (var file = new BufferedInputStream(Parts.resource(TARBALL));
        var tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, to);
      }
    } catch (IOException e) {
      throw EmbeddedFailure.of("unpacking MySQL", to, e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    var path = to.resolve(entry.getName()).normalize();
    if (!path.startsWith(to)) {
      throw new IOException("an entry outside of the folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Folders.make(path);
      return;
    }
    Folders.make(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
      throw new IOException(path + " cannot be made executable");
    }
  }

  private static void unpackStubs(Path to) {
    for (var name : STAND_INS) {
      Parts.unpackProgram(STUBS + name, Folders.make(to.resolve(name + ".d")).resolve(name));
    }
  }

  /** Asks mysqld itself what is missing here, and puts a stand-in on its path for each such one. */
  private static Map<String, String> libraries(Path home, Path stubs) {
    var path = new ArrayList<String>();
    for (var round = 0; round <= STAND_INS.size(); round++) {
      var environment =
          path.isEmpty() ? Map.<String, String>of() : Map.of("LD_LIBRARY_PATH", joined(path));
      var mysqld = home.resolve("bin/mysqld").toString();
      var run = Run.of(List.of(mysqld, "--no-defaults", "--version"), environment, home, SHORT);
      if (run.status() == 0) {
        return environment;
      }
      var missing =
          STAND_INS.stream().filter(name -> run.output().contains(name + ":")).findFirst();
      var folder = missing.map(name -> stubs.resolve(name + ".d").toString());
      if (folder.isEmpty() || path.contains(folder.get())) {
        throw new EmbeddedFailure(
            "the embedded MySQL does not run on this machine (" + run.output() + "); see --mysql");
      }
      path.add(folder.get());
    }
    throw new EmbeddedFailure("the embedded MySQL does not find its libraries: " + path);
  }

  private static String joined(List<String> path) {
    var own = System.getenv("LD_LIBRARY_PATH");
    return String.join(":", path) + (own == null || own.isEmpty() ? "" : ":" + own);
  }

  private void initialize(Path data) {
    var users = data.resolveSibling("users.sql");
    try (var in = Parts.resource("/headcount/embedded/users.sql")) {
      Files.writeString(users, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      var line = command(data);
      line.addAll(List.of("--initialize-insecure", "--init-file=" + users));
      var run = Run.of(line, environment, home, INITIALIZE);
      if (run.status() != 0) {
        throw EmbeddedFailure.isFullDisk(run.output())
            ? EmbeddedFailure.fullDisk(data)
            : new EmbeddedFailure("MySQL could not make its data folder:\n" + run.output());
      }
      // each copy makes its own, or replicas would take themselves for their writer
      Files.delete(data.resolve("auto.cnf"));
      Files.delete(users);
    } catch (IOException e) {
      throw EmbeddedFailure.of("making MySQL's data folder", data, e);
    }
  }
}
