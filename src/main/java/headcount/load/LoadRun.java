package headcount.load;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One run of the load generator, from finding the nodes to the report. */
public final class LoadRun {
  /** Every count was the truth and no socket met a fault. */
  public static final int CLEAN = 0;

  /** A count differed, or a socket met something that should not be. */
  public static final int DIFFERENT = 1;

  /** The run could not take place. */
  public static final int NOT_RUN = 2;

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private LoadRun() {}

  /**
   * Plays the scenario against running nodes and reports on {@code out} and as HTML. Blocks until
   * the end.
   *
   * @return the exit code: 0 clean, 1 different, 2 not run
   */
  public static int run(LoadSettings settings, PrintStream out) {
    return run(settings, out, InstantSource.system(), System::nanoTime);
  }

  static int run(LoadSettings settings, PrintStream out, InstantSource wall, NanoClock clock) {
    try {
      return played(settings, out, wall, clock).clean() ? CLEAN : DIFFERENT;
    } catch (LoadProblem problem) {
      out.println(problem.getMessage());
      return NOT_RUN;
    } catch (IOException unwritable) {
      out.println("the report could not be written: " + unwritable);
      return NOT_RUN;
    }
  }

  /**
   * Plays it likewise and says what was seen.
   *
   * @throws LoadProblem if the run could not take place
   */
  public static Played play(LoadSettings settings, PrintStream out) throws IOException {
    return Played.of(played(settings, out, InstantSource.system(), System::nanoTime));
  }

  private static Outcome played(
      LoadSettings settings, PrintStream out, InstantSource wall, NanoClock clock)
      throws IOException {
    try (var asking = new Asking()) {
      var script = ScriptWriter.write(settings.crowd(), settings.phases(), settings.pace().seed());
      FileLimit.check(script, FileLimit.ofThisProcess());
      var mint = TokenMint.from(settings.aim().tokens(), wall);
      var targets = new Targets(asking, settings.aim()).find();
      var performance = new Performance(settings, script, asking, out, clock);
      var outcome = performance.play(targets, mint);
      new TextReport(out).print(outcome);
      var folder = settings.name() + "-" + FOLDER.format(wall.instant());
      var report = HtmlReport.write(outcome, settings.pace().reports().resolve(folder));
      out.println("report: " + report.toAbsolutePath());
      return outcome;
    }
  }
}
