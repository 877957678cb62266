package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.RollupSchedule;
import headcount.audience.RollupSchedule.Job;
import headcount.audience.RollupSchedule.Part;
import headcount.audience.RollupSchedule.Work;
import headcount.audience.Scope;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums the past ahead of questions, as a {@link RollupSchedule} says: slots and business days. One
 * process at a time does it; dying in between is harmless. Summing anything again gives the same
 * rows. Thread-safe.
 */
public final class Rollup {
  private static final Logger LOG = LoggerFactory.getLogger(Rollup.class);
  private static final String LOCK = "headcount_rollup";
  private static final Duration SHORTEST_SLOT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final int HAND_WAIT_SECONDS = 60;
  private static final int DAYS_IN_WEEKS = 13;

  /** What was summed. */
  public record Summed(int slots, int days) {}

  private record Reached(Map<Part, Instant> done, Instant oldest) {
    private static final Reached NOWHERE = new Reached(Map.of(), Instant.MAX);
  }

  private final Pools pools;
  private final InstantSource clock;
  private final RollupSchedule schedule;
  private final SlotRollup slots;
  private final DayRollup days;
  private final AnalystsServer analysts;
  private final Meters meters;
  private final Counter slotsSummed;
  private final Counter daysSummed;
  private volatile Reached reached = Reached.NOWHERE;

  /**
   * @param step how long a stored step of history is; a slot is at least as long
   */
  Rollup(Pools pools, Duration step, Meters meters, InstantSource clock) {
    var slot = slot(step);
    this.pools = pools;
    this.clock = clock;
    this.schedule = new RollupSchedule(slot);
    this.slots = new SlotRollup(slot);
    this.days = new DayRollup(slot);
    this.analysts = new AnalystsServer(pools);
    this.meters = meters;
    this.slotsSummed = meters.counter("rollup.slots", "slots summed, again included");
    this.daysSummed = meters.counter("rollup.days", "business days summed, again included");
    meters.gauge(
        "rollup.progress", "share of the running day's broadcasters that is done", days::progress);
    for (var part : Part.ALL) {
      meters.gauge(
          "rollup.lag.seconds",
          "time of the past that is due and not summed; 0 on nodes that do not sum",
          () -> lag(part).toSeconds(),
          "part",
          part.text());
    }
  }

  /** How long a slot of sums is where history is stored in such steps. */
  static Duration slot(Duration step) {
    return step.compareTo(SHORTEST_SLOT) > 0 ? step : SHORTEST_SLOT;
  }

  /**
   * Sums the next piece that is due.
   *
   * @return the pause until there is more to do; zero: at once
   */
  public CompletionStage<Duration> round() {
    return pools.write(
        connection ->
            NamedLock.during(connection, LOCK, 0, () -> next(connection) ? Duration.ZERO : LOOK)
                .orElse(LOOK));
  }

  /** This node no longer sums. */
  public void stopped() {
    reached = Reached.NOWHERE;
  }

  /**
   * Sums every slot and business day that touches the half-open range and has ended; waits for a
   * while if a round is on its way. Blocks.
   */
  public Summed againNow(Instant from, Instant to) throws SQLException {
    return pools.writeNow(
        connection ->
            NamedLock.during(connection, LOCK, HAND_WAIT_SECONDS, () -> again(connection, from, to))
                .orElseThrow(() -> new SQLException("another process sums at the moment")));
  }

  private boolean next(Connection connection) throws SQLException {
    var now = clock.instant();
    ReplicaLag.mark(connection);
    var oldest = Utc.instant(connection, "oldest_history");
    if (oldest == null) {
      return false;
    }
    var done = done(connection);
    reached = new Reached(done, oldest);
    var work = schedule.next(done, oldest, now);
    if (work.isPresent()) {
      run(connection, work.get(), now);
      reached = new Reached(done(connection), oldest);
    }
    return work.isPresent();
  }

  private void run(Connection connection, Work work, Instant now) throws SQLException {
    var began = System.nanoTime();
    var part = work.part().text();
    switch (work.part().job()) {
      case SLOTS ->
          slotsSummed.increment(
              slots.run(
                  connection,
                  work.from(),
                  work.to(),
                  slotEnd -> JobProgress.save(connection, part, slotEnd)));
      case DAYS -> {
        day(connection, BusinessDay.of(work.from()), now);
        JobProgress.save(connection, part, work.to());
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    meters.timer("rollup.took", "time to sum one piece", "part", part).record(took);
    LOG.debug("summed {} from {} to {} in {}", part, work.from(), work.to(), took);
  }

  private boolean day(Connection connection, BusinessDay day, Instant now) throws SQLException {
    var summed = analysts.ask(connection, reading -> days.run(reading, connection, day, now));
    if (summed) {
      daysSummed.increment();
    }
    return summed;
  }

  private Summed again(Connection connection, Instant from, Instant to) throws SQLException {
    var now = clock.instant();
    ReplicaLag.mark(connection);
    var ended = schedule.border(Job.SLOTS, now);
    var touched = schedule.border(Job.SLOTS, to.plus(slots.length()).minusMillis(1));
    var slotCount =
        slots.run(
            connection,
            schedule.border(Job.SLOTS, from),
            touched.isBefore(ended) ? touched : ended,
            _ -> {});
    slotsSummed.increment(slotCount);
    var dayCount = 0;
    var day = BusinessDay.of(from);
    for (; day.start().isBefore(to) && !day.end().isAfter(now); day = day.plus(1)) {
      if (day(connection, day, now)) {
        dayCount++;
      }
    }
    if (dayCount > 0) {
      weeksAfter(connection, day);
      Generation.summedByHand(connection);
    }
    return new Summed(slotCount, dayCount);
  }

  /** The sums of weeks of the days after, which reach back to those that were summed. */
  private static void weeksAfter(Connection connection, BusinessDay first) throws SQLException {
    for (int i = 0; i < DAYS_IN_WEEKS; i++) {
      for (var scope : Scope.Kind.values()) {
        DayRows.weeks(connection, first.plus(i), scope.code());
      }
    }
  }

  private static Map<Part, Instant> done(Connection connection) throws SQLException {
    var stored = JobProgress.all(connection);
    var out = new HashMap<Part, Instant>();
    for (var part : Part.ALL) {
      var until = stored.get(part.text());
      if (until != null) {
        out.put(part, until);
      }
    }
    return out;
  }

  private Duration lag(Part part) {
    var now = reached;
    return now.equals(Reached.NOWHERE)
        ? Duration.ZERO
        : schedule.lag(part, now.done(), now.oldest(), clock.instant());
  }
}
