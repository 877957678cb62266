package headcount.load;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What all tabs of one event loop share: the wire, the nodes, the streams' names, the books.
 *
 * <p>Everything but {@link #loop}, {@link #ask} and {@link #nanos} is to be called on that loop.
 */
final class Stage {
  /**
   * What a stage stands on: who answers, who signs (nobody where all are anonymous), what is
   * judged, how long a nap is.
   */
  record Ground(
      List<Target> targets,
      @Nullable TokenMint mint,
      LoadSettings.Judging judging,
      long seed,
      long napNanos) {
    Ground {
      targets = List.copyOf(targets);
    }

    /** Nobody naps. */
    Ground(
        List<Target> targets, @Nullable TokenMint mint, LoadSettings.Judging judging, long seed) {
      this(targets, mint, judging, seed, 0);
    }
  }

  /** The place of a session that no server has to answer for. */
  static final int NOWHERE = -1;

  private final Wire wire;
  private final Ground ground;
  private final List<String> names;
  private final Ledger ledger;
  private final Probes probes;
  private final NanoClock clock;
  private final Dice dice;
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Integer> streams = new HashMap<>();

  Stage(Wire wire, Ground ground, List<String> names, List<Cast.Probe> probes, NanoClock clock) {
    this.wire = wire;
    this.ground = ground;
    this.names = List.copyOf(names);
    this.clock = clock;
    this.ledger = new Ledger(names.size());
    this.probes = new Probes(probes, ledger, clock);
    this.dice = new Dice(ground.seed ^ 0x5DEECE66DL);
    for (var stream = 0; stream < names.size(); stream++) {
      streams.put(names.get(stream), stream);
    }
  }

  EventLoop loop() {
    return wire.loop();
  }

  Ledger ledger() {
    return ledger;
  }

  Probes probes() {
    return probes;
  }

  Mishaps mishaps() {
    return mishaps;
  }

  Dice dice() {
    return dice;
  }

  long nanos() {
    return clock.getAsLong();
  }

  String name(int stream) {
    return names.get(stream);
  }

  /** The stream's number, -1 where the name is none of ours. */
  int stream(String name) {
    return streams.getOrDefault(name, -1);
  }

  @Nullable String token(Person person) {
    var mint = ground.mint;
    return person.role().anonymous() || mint == null ? null : mint.token(person.role().viewer());
  }

  /** The place itself, or the next whose node takes viewers. */
  int open(int place) {
    return mishaps.open(place, ground.targets.size());
  }

  /** Opens a socket to the node that is next in turn. */
  Link connect(int place, Link.Owner owner) {
    var target = ground.targets.get(place % ground.targets.size());
    return wire.connect(target.webSocket(), dice.below(Long.MAX_VALUE), owner);
  }

  /** Does something after a while; what it throws is a fault of the run. */
  void later(long delayNanos, Runnable what) {
    var _ =
        loop()
            .schedule(
                () -> {
                  try {
                    what.run();
                  } catch (RuntimeException broken) {
                    ledger.faults.note("the generator failed", broken.toString());
                  }
                },
                delayNanos,
                TimeUnit.NANOSECONDS);
  }

  /**
   * A session died silently; unless its end will be heard, it is held as long as the server may.
   */
  void died(long session, boolean unheard) {
    ledger.died(session);
    if (unheard) {
      later(ground.judging.notice().toNanos(), () -> ledger.held.gone(session));
    }
  }

  /**
   * A socket is lost: closed or reset, or half open, so that the server has it until it is replaced
   * or its silence noticed.
   */
  void lost(Link on, boolean halfOpen) {
    if (halfOpen) {
      on.fallSilent(true);
      on.disown();
      died(on.id(), true);
      later(ground.judging.notice().toNanos(), () -> on.drop(true));
    } else {
      ledger.gone(on.id());
      on.drop(on.id() % 2 == 0);
    }
  }

  /** The socket is not read for a while. */
  void nap(Link on) {
    on.pause(true);
    later(ground.napNanos, () -> on.pause(false));
  }

  /** Something went wrong with a person's tab. */
  void fault(String kind, Person person) {
    ledger.faults.note(kind, person.role().toString());
  }

  /** The end came for which the tab had waited since then. */
  void met(Life life, int code, long sinceNanos, Person person) {
    if (code != life.closesWith() && !expects(code)) {
      var due = " where " + life.closesWith() + " was due";
      fault("closed with " + code + due, person);
    } else if (life == Life.MUTE && code == life.closesWith()) {
      ledger.watches.record(Stopwatches.Watch.NOTICE, nanos() - sinceNanos);
    }
  }

  /**
   * A session is over.
   *
   * @param place where its server ended it, or {@link #NOWHERE} where it was over or unborn before
   */
  void over(long session, int place, int code) {
    if (place == NOWHERE) {
      mishaps.crossed(this, session, code);
    } else {
      var node = place % ground.targets.size();
      mishaps.closings().count(node, code);
      mishaps.lost(this, node, session, code);
    }
  }

  /**
   * Whether a tab comes back whose socket ended so; one whose session stood may have had enough.
   */
  boolean returns(boolean stood, int code) {
    return Backoff.returnsAfter(code) && (!stood || mishaps.comesBack(dice));
  }

  /** Whether a server that leaves may close whatever stands with that code. */
  boolean expects(int code) {
    return ground.judging.expectedCloses().contains(code);
  }

  /** A socket ended that nobody had asked to end. */
  void unexpected(int code, String why) {
    if (!expects(code)) {
      ledger.faults.note("closed with " + code, why);
    }
  }

  /** Asks something on the loop, from another thread; blocks for at most 30 s. */
  <T extends @Nullable Object> T ask(Callable<T> question) {
    try {
      return loop().submit(question).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LoadProblem("interrupted");
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the event loop does not answer", failed);
    }
  }

  /** The rhythm of heartbeats. */
  long heartbeatNanos() {
    return TimeUnit.MILLISECONDS.toNanos(ground.targets.getFirst().heartbeatMillis());
  }
}
