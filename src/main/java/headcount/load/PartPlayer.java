package headcount.load;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Plays one process' share of a script as it is ordered to, until it is told no more. */
final class PartPlayer {
  private final LoadSettings settings;
  private final Pipe pipe;
  private final NanoClock clock;
  private final BlockingQueue<Report> unsaid = new LinkedBlockingQueue<>();

  PartPlayer(LoadSettings settings, Pipe pipe, NanoClock clock) {
    this.settings = settings;
    this.pipe = pipe;
    this.clock = clock;
  }

  /** Blocks until the other side has ended; what cannot be done is reported to it. */
  void play(InstantSource wall) throws IOException {
    var saying = Thread.ofPlatform().daemon().name("load-reports").start(this::say);
    try (var asking = new Asking()) {
      if (pipe.hear(Order.class) instanceof Order.Prepare prepare) {
        var mint = TokenMint.from(settings.aim().tokens(), wall);
        try (var players = prepared(prepare, mint, asking)) {
          obey(players);
        }
      }
    } catch (LoadProblem problem) {
      pipe.say(new Report.Problem(String.valueOf(problem.getMessage())));
    } finally {
      saying.interrupt();
    }
  }

  private OwnPlayers prepared(Order.Prepare prepare, TokenMint mint, Asking asking)
      throws IOException {
    var whole = ScriptWriter.write(settings.crowd(), settings.phases(), prepare.seed());
    var script = whole.part(prepare.number(), prepare.processes());
    FileLimit.check(script, FileLimit.ofThisProcess());
    var ground =
        new Stage.Ground(
            prepare.targets(),
            mint,
            settings.judging(),
            prepare.seed() + prepare.number(),
            settings.aim().rhythms().nap().toNanos());
    var sockets = whole.mostSockets();
    var players = new OwnPlayers(settings, script, ground, sockets, asking, clock);
    pipe.say(new Report.Prepared(script.cast().tabs().size()));
    return players;
  }

  private void obey(OwnPlayers players) throws IOException {
    for (@Nullable Order order = pipe.hear(Order.class);
        order != null;
        order = pipe.hear(Order.class)) {
      switch (order) {
        case Order.Prepare _ -> throw new LoadProblem("a process is prepared once");
        case Order.Begin(var nanos) -> players.start(nanos, pulse -> unsaid.add(beat(pulse)));
        case Order.Count() -> unsaid.add(new Report.Counted(players.truths().text()));
        case Order.Compare(var truths) ->
            unsaid.add(new Report.Compared(players.screens(Truths.of(truths))));
        case Order.GoHome() -> unsaid.add(gone(players.goHome()));
      }
    }
  }

  private void say() {
    try {
      while (true) {
        pipe.say(unsaid.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // nobody listens any more: the end of the orders says so, too
    }
  }

  private static Report.Beat beat(Pulse pulse) {
    return new Report.Beat(
        pulse.round,
        pulse.nanos,
        Numbers.text(pulse.owed),
        Numbers.text(pulse.held),
        pulse.screens.leastText(),
        pulse.screens.mostText(),
        pulse.totals);
  }

  private static Report.Gone gone(Players.Rest rest) {
    return new Report.Gone(
        rest.faults(), rest.watches().texts(), rest.late(), rest.unseenProbes(), rest.missed());
  }
}
