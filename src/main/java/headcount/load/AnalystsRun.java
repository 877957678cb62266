package headcount.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks nodes what analysts ask. The moments are drawn beforehand; a question goes out at its
 * moment, however many answers are still awaited. Each is thought of a moment before it is due.
 */
final class AnalystsRun {
  private static final long SECOND = 1_000_000_000L;
  private static final long AHEAD = 20_000_000;
  private static final int SHOWN_EVERY = 10;

  private final LoadSettings settings;
  private final PrintStream out;
  private final Inquiry inquiry = new Inquiry();

  AnalystsRun(LoadSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Asks until the time is over, waits for the last answers and reports.
   *
   * @return what was answered after the warm-up
   * @throws LoadProblem if there is no node, or one that lists nothing
   */
  Answered run(InstantSource clock, Path folder) throws IOException {
    try (var asking = new Asking()) {
      var nodes = new Targets(asking, settings.aim()).find().stream().map(Target::http).toList();
      var known = Known.by(nodes.getFirst(), asking);
      out.printf(
          "%,d streams, %,d broadcasters and %,d categories to ask about%n",
          known.streams().size(), known.broadcasters().size(), known.categories().size());
      var analyst = new Analyst(settings.questions(), known, settings.pace().seed(), clock);
      var report = new AnalystsReport(settings, asked(nodes, analyst));
      report.print(out);
      out.println("report: " + report.write(folder).toAbsolutePath());
      return report.answered();
    } finally {
      inquiry.close();
    }
  }

  private Answered asked(List<URI> nodes, Analyst analyst) {
    var questions = settings.questions();
    var dice = new Dice(settings.pace().seed() + 1);
    var mean = (long) (SECOND / questions.perSecond());
    var warmed = new Answered();
    var answered = new Answered();
    var open = new Phaser(1);
    var began = System.nanoTime();
    var shown = 0L;
    var turn = 0;
    for (var at = dice.exponential(mean);
        at < questions.lasts().toNanos();
        at += dice.exponential(mean)) {
      awaitMoment(began + at - AHEAD);
      var into = at < questions.warmUp().toNanos() ? warmed : answered;
      ask(nodes.get(turn++ % nodes.size()), analyst.next(), began, at, into, open);
      if (at / SECOND / SHOWN_EVERY > shown) {
        shown = at / SECOND / SHOWN_EVERY;
        progress(at / SECOND, turn, open.getUnarrivedParties() - 1);
      }
    }
    open.arriveAndAwaitAdvance();
    return answered;
  }

  private void ask(URI node, Question question, long began, long at, Answered into, Phaser open) {
    open.register();
    inquiry.ask(
        node.resolve(question.path()),
        began + at,
        reply -> {
          var nanos = System.nanoTime() - began - at;
          into.add(question, reply.cached(), reply.status(), (int) (at / SECOND), nanos);
          open.arriveAndDeregister();
        });
  }

  private void progress(long seconds, int asked, int open) {
    out.printf(
        "%d/%d s | %,d questions | %d unanswered%n",
        seconds, settings.questions().lasts().toSeconds(), asked, open);
  }

  private static void awaitMoment(long until) {
    for (var left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
