package headcount.store.aurora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The statements, as resource files beside this class; read once. Thread-safe. */
final class Sql {
  private static final ConcurrentHashMap<String, String> READ = new ConcurrentHashMap<>();
  private static final String ROWS = ":rows";
  private static final String LIST = ":list";

  private Sql() {}

  /** The statement of {@code name.sql}. */
  static String of(String name) {
    return READ.computeIfAbsent(name, Sql::read);
  }

  /** The statement with {@code :rows} as that many rows of that many placeholders. */
  static String rows(String name, int rows, int columns) {
    var row = "(" + placeholders(columns) + ")";
    return of(name).replace(ROWS, row + ("," + row).repeat(rows - 1));
  }

  /** The statement with {@code :list} as that many placeholders. */
  static String list(String name, int size) {
    return of(name).replace(LIST, placeholders(size));
  }

  private static String placeholders(int count) {
    return "?" + ",?".repeat(count - 1);
  }

  private static String read(String name) {
    var path = "/headcount/store/aurora/" + name + ".sql";
    try (var in = Sql.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no statement " + path + " on the class path");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n"))
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
