package headcount.app;

import com.typesafe.config.ConfigException;
import headcount.app.bench.BenchCommand;
import headcount.app.faults.FaultsCommand;
import headcount.embedded.EmbeddedFailure;
import headcount.load.LoadProblem;
import headcount.store.aurora.NewerDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The one entry of Headcount: {@code ./headcount COMMAND}. */
@Command(
    name = "headcount",
    version = "headcount 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "How many people are watching this stream right now?",
    footer = {"", "Begin with: ./headcount dev", "Each command has --help."},
    subcommands = {
      DevCommand.class,
      NodeCommand.class,
      LoadCommand.class,
      FaultsCommand.class,
      BenchCommand.class,
      TokenCommand.class,
      MigrateCommand.class,
      PartitionsCommand.class,
      RollupCommand.class,
      SynthCommand.class
    })
public final class Main {
  private static final int FAILED = 1;
  private static final int MISTYPED = 2;

  /**
   * A library that the AWS driver brings says there that it does nothing. Held, lest it be lost.
   */
  private static final Logger TELEMETRY = Logger.getLogger("io.opentelemetry.api");

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    TELEMETRY.setLevel(Level.WARNING);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
  }

  /** Whoever typed the command gets a sentence; what nobody foresaw, its trace. */
  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("headcount: " + sentence(failure));
    return switch (failure) {
      case LoadProblem _ -> MISTYPED;
      case Refusal refusal -> refusal.exitCode();
      default -> FAILED;
    };
  }

  private static String sentence(Exception failure) {
    return switch (failure) {
      case Refusal refusal -> String.valueOf(refusal.getMessage());
      case EmbeddedFailure missing -> String.valueOf(missing.getMessage());
      case NewerDatabase newer -> String.valueOf(newer.getMessage());
      case LoadProblem problem -> String.valueOf(problem.getMessage());
      case ConfigException setting -> "the configuration: " + setting.getMessage();
      case UncheckedIOException io ->
          String.valueOf(Objects.requireNonNullElse(io.getCause(), io).getMessage());
      case FlywayException database -> "the database: " + firstLine(database);
      case SQLException database -> "the database: " + firstLine(database);
      case IllegalArgumentException setting -> String.valueOf(setting.getMessage());
      default -> trace(failure);
    };
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static String trace(Exception failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
