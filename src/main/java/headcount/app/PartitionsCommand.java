package headcount.app;

import headcount.store.aurora.UpkeepByHand;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does once what a node's upkeep does by the hour, or says what that would be. */
@Command(
    name = "partitions",
    mixinStandardHelpOptions = true,
    description =
        "Makes partitions ahead, drops expired rows, takes statistics, and names indexes that nobody needs; harmless to repeat.",
    footer = {
      "",
      "Without --mysql and --config: the writer that the defaults name (headcount.store.aurora)."
    })
final class PartitionsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @ArgGroup private @Nullable DatabaseOption where;

  @Option(names = "--plan", description = "Print the statements that are due; change nothing.")
  private boolean plan;

  @Override
  public Integer call() throws SQLException {
    try (var upkeep = new UpkeepByHand(DatabaseOption.config(where), NodeClocks.wall())) {
      var lines = plan ? upkeep.plan() : upkeep.once();
      if (spec != null) {
        lines.forEach(spec.commandLine().getOut()::println);
      }
    }
    return 0;
  }
}
