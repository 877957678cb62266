package headcount.app;

import com.typesafe.config.ConfigException;
import headcount.embedded.EmbeddedFailure;
import headcount.load.LoadProblem;
import headcount.store.aurora.NewerDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
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
      TokenCommand.class,
      MigrateCommand.class
    })
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
  }

  /** Whoever typed the command gets a sentence; what nobody foresaw, its trace. */
  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("headcount: " + sentence(failure));
    return FAILED;
  }

  private static String sentence(Exception failure) {
    return switch (failure) {
      case Refusal refusal -> String.valueOf(refusal.getMessage());
      case EmbeddedFailure missing -> String.valueOf(missing.getMessage());
      case NewerDatabase newer -> String.valueOf(newer.getMessage());
      case LoadProblem problem -> String.valueOf(problem.getMessage());
      case ConfigException setting -> "the configuration: " + setting.getMessage();
      case IllegalArgumentException setting -> String.valueOf(setting.getMessage());
      default -> trace(failure);
    };
  }

  private static String trace(Exception failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
