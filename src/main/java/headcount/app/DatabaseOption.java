package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.store.aurora.AuroraSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command works on: a url, a node's settings file, or the defaults. */
final class DatabaseOption {
  @Option(
      names = "--mysql",
      paramLabel = "URL",
      description =
          "jdbc:mysql://host:3306/headcount?user=...&password=...; user and password may also be in HEADCOUNT_MYSQL_USER and HEADCOUNT_MYSQL_PASSWORD.")
  private @Nullable String mysql;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A node's settings file; the writer that it names.")
  private @Nullable Path config;

  /** The whole configuration, with that database as the writer. */
  static Config config(@Nullable DatabaseOption where) {
    if (where != null && where.mysql != null) {
      var address = JdbcAddress.of(where.mysql, System.getenv());
      var room = "headcount.store.aurora.";
      return ConfigFactory.parseMap(
              Map.of(
                  room + "writer.url", address.url(),
                  room + "writer.user", address.user(),
                  room + "writer.password", address.password(),
                  room + "readers", List.of()))
          .withFallback(ConfigFactory.load());
    }
    return where != null && where.config != null
        ? NodeConfig.ofFile(where.config, System.getenv())
        : ConfigFactory.load();
  }

  /** Where that database is. */
  static JdbcAddress address(@Nullable DatabaseOption where) {
    var writer = AuroraSettings.from(config(where)).writer();
    return new JdbcAddress(writer.url(), writer.user(), writer.password());
  }
}
