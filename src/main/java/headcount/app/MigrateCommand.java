package headcount.app;

import com.typesafe.config.ConfigFactory;
import headcount.store.aurora.AuroraSettings;
import headcount.store.aurora.Migrations;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a database to this version's schema. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description =
        "Brings the database to this version's tables and partitions; harmless to repeat.",
    footer = {
      "",
      "Without --mysql and --config: the writer that the defaults name (headcount.store.aurora)."
    })
final class MigrateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @ArgGroup private @Nullable Where where;

  private static final class Where {
    @Option(
        names = "--mysql",
        paramLabel = "URL",
        description =
            "jdbc:mysql://host:3306/headcount?user=...&password=...; user and password may also be in HEADCOUNT_MYSQL_USER and HEADCOUNT_MYSQL_PASSWORD.")
    private @Nullable String mysql;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "A node's settings file; its writer is migrated.")
    private @Nullable Path config;
  }

  @Override
  public Integer call() {
    var address = address();
    var done = Migrations.migrate(address.url(), address.user(), address.password());
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .printf(
              "schema version %s: %d migrations applied, %d partitions made%n",
              done.version(), done.applied(), done.partitions());
    }
    return 0;
  }

  private JdbcAddress address() {
    if (where != null && where.mysql != null) {
      return JdbcAddress.of(where.mysql, System.getenv());
    }
    var config =
        where != null && where.config != null
            ? NodeConfig.ofFile(where.config, System.getenv())
            : ConfigFactory.load();
    var writer = AuroraSettings.from(config).writer();
    return new JdbcAddress(writer.url(), writer.user(), writer.password());
  }
}
