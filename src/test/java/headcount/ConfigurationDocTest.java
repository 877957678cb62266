package headcount;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names every setting that there is, and none that there is not. */
class ConfigurationDocTest {
  private static final Pattern NAMED = Pattern.compile("`(headcount\\.[a-z0-9.-]*[a-z0-9])`");

  @Test
  void everySettingIsDescribedAndNoOther() throws Exception {
    var settings = new TreeSet<String>();
    for (var entry : ConfigFactory.load().entrySet()) {
      if (entry.getKey().startsWith("headcount.")) {
        settings.add(entry.getKey());
      }
    }
    assertThat(settings).as("settings of the reference configuration").hasSizeGreaterThan(80);
    var described = new TreeSet<String>();
    NAMED
        .matcher(Files.readString(Path.of("docs/configuration.md")))
        .results()
        .forEach(found -> described.add(found.group(1)));
    var missing = new TreeSet<>(settings);
    missing.removeAll(described);
    described.removeAll(settings);
    assertThat(missing).as("settings that the page does not name").isEmpty();
    assertThat(described).as("settings of the page that do not exist").isEmpty();
  }
}
