package headcount.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Those who play a script in several processes, each with its share of the people: truth, figures
 * and faults come together here. For one thread.
 */
final class ManyPlayers implements Players {
  private static final Duration PREPARING = Duration.ofMinutes(5);
  private static final Duration ANSWERING = Duration.ofSeconds(60);
  private static final Duration HEAD_START = Duration.ofMillis(500);

  private final List<Hand> hands = new ArrayList<>();
  private final List<BlockingQueue<Report>> answers = new ArrayList<>();
  private final Duration length;
  private final Chorus chorus;
  private final NanoClock clock;
  private volatile @Nullable String problem;
  private volatile boolean closing;
  private volatile @Nullable Assessor assessor;
  private long end;

  private ManyPlayers(int processes, Duration length, NanoClock clock) {
    this.length = length;
    this.chorus = new Chorus(processes);
    this.clock = clock;
  }

  /**
   * Starts so many and waits until all are ready.
   *
   * @throws LoadProblem if one of them is not
   */
  static ManyPlayers hire(
      int processes, Hand.Hiring hiring, Script script, Stage.Ground ground, NanoClock clock)
      throws IOException {
    var players = new ManyPlayers(processes, script.length(), clock);
    try {
      for (var number = 0; number < processes; number++) {
        var hand = hiring.hire();
        players.hands.add(hand);
        players.answers.add(new LinkedBlockingQueue<>());
        var order = new Order.Prepare(number, processes, ground.seed(), ground.targets());
        hand.pipe().say(order);
        var at = number;
        Thread.ofPlatform().daemon().name("load-process-" + at).start(() -> players.listen(at));
      }
      for (var number = 0; number < processes; number++) {
        var _ = players.answer(number, Report.Prepared.class, PREPARING);
      }
      return players;
    } catch (IOException | RuntimeException failed) {
      players.close();
      throw failed;
    }
  }

  private void listen(int number) {
    try {
      for (@Nullable Report report = hands.get(number).pipe().hear(Report.class);
          report != null;
          report = hands.get(number).pipe().hear(Report.class)) {
        switch (report) {
          case Report.Beat beat -> beat(number, beat);
          case Report.Problem(var sentence) -> problem = sentence;
          case Report.Prepared _, Report.Counted _, Report.Compared _, Report.Gone _ ->
              answers.get(number).add(report);
        }
      }
      ended(number, "it ended");
    } catch (IOException | RuntimeException broken) {
      ended(number, broken.toString());
    }
  }

  private void ended(int number, String why) {
    if (!closing && problem == null) {
      problem = "process " + (number + 1) + " of the run is lost: " + why;
    }
  }

  private void beat(int number, Report.Beat beat) {
    var to = assessor;
    synchronized (chorus) {
      var pulse =
          new Pulse(
              beat.round(),
              beat.nanos(),
              Numbers.ints(beat.owed()),
              Numbers.ints(beat.held()),
              Reading.of(beat.least(), beat.most()),
              beat.totals());
      var together = chorus.take(number, pulse);
      if (to != null) {
        together.ifPresent(to::take);
      }
    }
  }

  @Override
  public int processes() {
    return hands.size();
  }

  @Override
  public void start(Assessor by) {
    assessor = by;
    var begin = clock.getAsLong() + HEAD_START.toNanos();
    end = begin + length.toNanos();
    tellAll(new Order.Begin(begin));
  }

  @Override
  public boolean over() {
    check();
    var left = end - clock.getAsLong();
    LockSupport.parkNanos(Math.clamp(left, 1, TimeUnit.SECONDS.toNanos(1)));
    return end - clock.getAsLong() <= 0;
  }

  @Override
  public Truths truths() {
    tellAll(new Order.Count());
    var all = answers(Report.Counted.class).stream().map(each -> Truths.of(each.truths()));
    return all.reduce(Truths::plus).orElseThrow();
  }

  @Override
  public Comparison screens(Truths truth) {
    tellAll(new Order.Compare(truth.text()));
    var all = answers(Report.Compared.class).stream().map(Report.Compared::comparison);
    return all.reduce(Comparison::and).orElseThrow();
  }

  @Override
  public Rest goHome() {
    tellAll(new Order.GoHome());
    var all = answers(Report.Gone.class).stream().map(ManyPlayers::rest);
    return all.reduce(Rest::plus).orElseThrow();
  }

  private static Rest rest(Report.Gone gone) {
    var watches = Stopwatches.of(gone.watches());
    return new Rest(gone.faults(), watches, gone.late(), gone.unseenProbes(), gone.missed());
  }

  private void tellAll(Order order) {
    check();
    for (var hand : hands) {
      try {
        hand.pipe().say(order);
      } catch (IOException lost) {
        check();
        throw new LoadProblem("a process of the run is lost: " + lost.getMessage());
      }
    }
  }

  private <T extends Report> List<T> answers(Class<T> kind) {
    var all = new ArrayList<T>();
    for (var number = 0; number < hands.size(); number++) {
      all.add(answer(number, kind, ANSWERING));
    }
    return all;
  }

  private <T extends Report> T answer(int number, Class<T> kind, Duration patience) {
    var deadline = clock.getAsLong() + patience.toNanos();
    while (clock.getAsLong() - deadline < 0) {
      try {
        var report = answers.get(number).poll(200, TimeUnit.MILLISECONDS);
        if (report != null) {
          return kind.cast(report);
        }
        check();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new LoadProblem("interrupted");
      }
    }
    throw new LoadProblem("process " + (number + 1) + " of the run does not answer");
  }

  private void check() {
    var known = problem;
    if (known != null) {
      throw new LoadProblem(known);
    }
  }

  @Override
  public void close() {
    closing = true;
    hands.forEach(Hand::close);
  }
}
