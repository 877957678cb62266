package headcount.load;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes this process' pulse: five times a second, once a second where streams are very many. Lives
 * on the stage's event loop.
 */
final class Gauge {
  private static final int VERY_MANY = 10_000;
  private static final long FIRST_PUSH = Duration.ofSeconds(1).toNanos();

  private final Stage stage;
  private final List<Tab> tabs;
  private final int streams;
  private final long lag;
  private final Consumer<Pulse> pulses;
  private final long every;
  private long begin;

  Gauge(Stage stage, List<Tab> tabs, int streams, Duration lag, Consumer<Pulse> pulses) {
    this.stage = stage;
    this.tabs = tabs;
    this.streams = streams;
    this.lag = lag.toNanos();
    this.pulses = pulses;
    this.every = Duration.ofMillis(streams < VERY_MANY ? 200 : 1_000).toNanos();
  }

  /** Begins with the first moment, and goes on as long as the loop runs. */
  void start(long beginNanos) {
    begin = beginNanos;
    turn();
  }

  private void turn() {
    var now = stage.nanos();
    var round = Math.max(0, (now - begin) / every);
    pulses.accept(pulse(round, now));
    stage.later(begin + (round + 1) * every - now, this::turn);
  }

  private Pulse pulse(long round, long now) {
    var ledger = stage.ledger();
    var screens = new Reading(streams);
    for (var tab : tabs) {
      tab.screen().read(screens, now - lag - FIRST_PUSH);
    }
    var totals =
        new Pulse.Totals(
            ledger.truth.total(), ledger.held.total(), ledger.tally.seen(), ledger.faults.number());
    return new Pulse(round, now, viewers(ledger.owed), viewers(ledger.held), screens, totals);
  }

  private int[] viewers(Truth truth) {
    var viewers = new int[streams];
    for (var stream = 0; stream < streams; stream++) {
      viewers[stream] = truth.viewers(stream);
    }
    return viewers;
  }
}
