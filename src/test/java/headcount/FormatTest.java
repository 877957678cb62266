package headcount;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is written as google-java-format writes it; {@code -Dformat.fix=true} does so.
 */
class FormatTest {
  private final Formatter formatter = new Formatter();

  @Test
  void everyFileIsFormatted() throws Exception {
    var fix = Boolean.getBoolean("format.fix");
    var untidy = new ArrayList<Path>();
    for (var file : javaFiles()) {
      var before = Files.readString(file);
      var after = tidied(before);
      if (!after.equals(before)) {
        untidy.add(file);
        if (fix) {
          Files.writeString(file, after);
        }
      }
    }
    assertThat(fix ? List.of() : untidy)
        .as("run: mvn -q test -Dtest=FormatTest -Dformat.fix=true")
        .isEmpty();
  }

  private String tidied(String source) throws Exception {
    var imports =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(imports);
  }

  private static List<Path> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
