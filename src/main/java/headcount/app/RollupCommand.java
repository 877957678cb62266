package headcount.app;

import headcount.audience.BusinessDay;
import headcount.store.aurora.UpkeepByHand;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sums a stretch of the past again. */
@Command(
    name = "rollup",
    mixinStandardHelpOptions = true,
    description =
        "Sums the 5-minute slots and the business days that touch a stretch of the past, as a node does by itself; the same rows each time.",
    footer = {
      "",
      "A business day is one of Seoul. Days and slots that have not ended are left out.",
      "Without --mysql and --config: the writer that the defaults name (headcount.store.aurora)."
    })
final class RollupCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @ArgGroup private @Nullable DatabaseOption where;

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "2026-11-20, a business day, or 2026-11-20T15:00:00Z.")
  private String from = "";

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "Likewise; a day is its beginning, and so is not summed itself.")
  private String to = "";

  @Override
  public Integer call() throws SQLException {
    var start = moment(from);
    var end = moment(to);
    if (!start.isBefore(end)) {
      throw Refusal.mistyped("FROM must be before TO, was " + from + " and " + to);
    }
    try (var upkeep = new UpkeepByHand(DatabaseOption.config(where), NodeClocks.wall())) {
      var summed = upkeep.rollup(start, end);
      if (spec != null) {
        spec.commandLine()
            .getOut()
            .printf("%d slots and %d business days summed%n", summed.slots(), summed.days());
      }
    }
    return 0;
  }

  private static Instant moment(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : new BusinessDay(LocalDate.parse(text)).start();
    } catch (DateTimeException wrong) {
      throw Refusal.mistyped(
          "a time must look like 2026-11-20 or 2026-11-20T15:00:00Z, was " + text);
    }
  }
}
