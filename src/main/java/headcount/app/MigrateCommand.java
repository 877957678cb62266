package headcount.app;

import headcount.store.aurora.Migrations;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @ArgGroup private @Nullable DatabaseOption where;

  @Override
  public Integer call() {
    var address = DatabaseOption.address(where);
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
}
