package headcount.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
    return run(settings, out, null);
  }

  /**
   * Likewise, in several processes where one may not have files enough.
   *
   * @param again how this command is started as one of several processes, so that {@link #part} is
   *     called there
   */
  public static int run(LoadSettings settings, List<String> again, PrintStream out) {
    return run(settings, out, () -> PartProcess.start(again));
  }

  static int run(LoadSettings settings, PrintStream out, Hand.@Nullable Hiring hiring) {
    try {
      if (settings.questions().any()) {
        var now = InstantSource.system();
        var answered = new AnalystsRun(settings, out).run(now, folder(settings, now.instant()));
        return answered.clean() ? CLEAN : DIFFERENT;
      }
      return played(settings, out, hiring).clean() ? CLEAN : DIFFERENT;
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
    return Played.of(played(settings, out, null));
  }

  /**
   * Plays a share of a run by the orders that come in, until they end; reports go out.
   *
   * @return the exit code
   */
  public static int part(LoadSettings settings, InputStream orders, OutputStream reports) {
    try (var pipe = new Pipe(orders, reports)) {
      new PartPlayer(settings, pipe, System::nanoTime).play(InstantSource.system());
      return CLEAN;
    } catch (IOException _) {
      // whoever gave the orders is gone
      return NOT_RUN;
    }
  }

  private static Outcome played(
      LoadSettings settings, PrintStream out, Hand.@Nullable Hiring hiring) throws IOException {
    try (var asking = new Asking()) {
      var script = ScriptWriter.write(settings.crowd(), settings.phases(), settings.pace().seed());
      var mint = TokenMint.from(settings.aim().tokens(), InstantSource.system());
      var targets = new Targets(asking, settings.aim()).find();
      var ground =
          new Stage.Ground(
              targets,
              mint,
              settings.judging(),
              settings.pace().seed(),
              settings.aim().rhythms().nap().toNanos());
      NanoClock clock = System::nanoTime;
      try (var players = players(settings, script, ground, asking, hiring)) {
        var performance = new Performance(settings, script, asking, out, clock);
        var outcome = performance.play(targets, players);
        new TextReport(out).print(outcome);
        var report = HtmlReport.write(outcome, folder(settings, InstantSource.system().instant()));
        out.println("report: " + report.toAbsolutePath());
        return outcome;
      }
    }
  }

  private static Path folder(LoadSettings settings, Instant now) {
    return settings.pace().reports().resolve(settings.name() + "-" + FOLDER.format(now));
  }

  private static Players players(
      LoadSettings settings,
      Script script,
      Stage.Ground ground,
      Asking asking,
      Hand.@Nullable Hiring hiring)
      throws IOException {
    var limit = FileLimit.ofThisProcess();
    var sockets = script.mostSockets();
    var wished = settings.pace().processes();
    var processes = wished > 0 ? wished : FileLimit.processes(sockets, limit);
    if (hiring == null || processes == 1) {
      FileLimit.check(script, limit);
      return new OwnPlayers(settings, script, ground, sockets, asking, System::nanoTime);
    }
    return ManyPlayers.hire(processes, hiring, script, ground, System::nanoTime);
  }
}
