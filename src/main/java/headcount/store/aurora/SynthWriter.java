package headcount.store.aurora;

import com.typesafe.config.Config;
import headcount.audience.BusinessDay;
import headcount.audience.RollupSchedule;
import headcount.audience.RollupSchedule.Part;
import headcount.audience.synth.Aired;
import headcount.audience.synth.Crowd;
import headcount.audience.synth.Programme;
import headcount.audience.synth.SynthPlan;
import headcount.audience.synth.Viewing;
import headcount.store.aurora.SynthDay.Tab;
import headcount.store.aurora.SynthKeys.Numbered;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a database with a synthetic audience: history, slots, days, sketches, sessions and what is
 * on now, as if nodes had counted it and the rollup had summed it. What broke off cannot be gone on
 * with. Blocks; not thread-safe.
 */
public final class SynthWriter implements AutoCloseable {
  private static final String STATISTICS =
      "ANALYZE TABLE users, broadcasters, categories, streams, current_viewers, viewer_history,"
          + " user_sessions, daily_statistics, audience_slots, audience_sketches";

  /** Hears how far it is. */
  public interface Progress {
    /**
     * @param share of the whole, 0 to 1
     * @param rows of history so far
     */
    void at(double share, long rows);
  }

  /** What was written; {@code days} are whole business days with statistics. */
  public record Written(long broadcasts, long history, long sessions, long viewers, int days) {}

  private final Pools pools;

  /** Opens connections as {@code headcount.store.aurora} says. */
  public SynthWriter(Config config) {
    var meters = new Meters(new SimpleMeterRegistry());
    this.pools = Pools.open(AuroraSettings.from(config), meters, System::nanoTime);
  }

  SynthWriter(Pools pools) {
    this.pools = pools;
  }

  /**
   * Writes all of it; the tables are there.
   *
   * @param beside whether broadcasts that are not synthetic may be there
   * @param now decides which sums are final
   * @throws SQLException also if there are broadcasts that must not be
   */
  public Written write(SynthPlan plan, boolean beside, Instant now, Progress progress)
      throws SQLException {
    var keys = pools.writeNow(connection -> SynthKeys.reserved(connection, plan, beside));
    pools.writeNow(
        connection -> Partitions.makeBefore(connection, plan.first().start(), plan.sessions() > 0));
    try (var load = new BulkLoad(pools)) {
      var run = new Run(plan, keys, load, now, progress);
      run.catalogue();
      for (var day = plan.first().plus(-1); day.start().isBefore(plan.until()); day = day.plus(1)) {
        run.day(day);
      }
      return run.finish();
    }
  }

  /** One filling. */
  private final class Run {
    private final SynthPlan plan;
    private final SynthKeys keys;
    private final BulkLoad load;
    private final Instant now;
    private final Progress progress;
    private final Programme programme;
    private final Viewing viewing;
    private final Crowd crowd;
    private final SynthTables tables;
    private final SynthPeople people;
    private final SynthDay days;
    private final SlotSums slots = new SlotSums();
    private List<Numbered> onAir = new ArrayList<>();
    private List<Tab> tabs = new ArrayList<>();
    private long broadcasts;
    private int summed;

    Run(SynthPlan plan, SynthKeys keys, BulkLoad load, Instant now, Progress progress) {
      this.plan = plan;
      this.keys = keys;
      this.load = load;
      this.now = now;
      this.progress = progress;
      this.programme = new Programme(plan);
      this.viewing = new Viewing(programme);
      this.crowd = new Crowd(plan);
      this.tables = new SynthTables(load, keys, plan);
      this.people = new SynthPeople(plan);
      this.days = new SynthDay(viewing, plan, now);
    }

    void catalogue() throws SQLException {
      tables.catalogue(plan);
      load.finish();
    }

    void day(BusinessDay day) throws SQLException {
      for (var aired : programme.startingOn(day)) {
        if (aired.ended() > plan.first().start().toEpochMilli()
            && aired.started() < plan.until().toEpochMilli()) {
          broadcast(aired);
        }
      }
      slots.flush(tables.slots, day.end().toEpochMilli(), keys.category());
      if (!day.start().isBefore(plan.first().start()) && !day.end().isAfter(plan.until())) {
        pools.writeNow(
            connection -> {
              days.write(connection, day, onAir, tabs, person -> people.freshOn(person, day));
              return true;
            });
        summed++;
      }
      var end = day.end().toEpochMilli();
      onAir = new ArrayList<>(onAir.stream().filter(each -> each.aired().ended() > end).toList());
      tabs = new ArrayList<>(tabs.stream().filter(each -> each.watched().until() > end).toList());
    }

    private void broadcast(Aired aired) throws SQLException {
      var steps = viewing.of(aired);
      if (steps.isEmpty()) {
        return;
      }
      var each = keys.numbered(aired, broadcasts++);
      onAir.add(each);
      tables.broadcast(each);
      tables.history(each, steps);
      steps.forEach(step -> slots.add(step, aired.category()));
      for (var tab : crowd.of(aired, steps)) {
        tables.session(each, tab);
        people.watched(tab);
        tabs.add(new Tab(each, tab));
      }
      if (plan.until().toEpochMilli() - aired.ended() < BusinessDay.LENGTH.toMillis()) {
        tables.current(each, steps);
      }
      var rows = tables.history.rows();
      progress.at(Math.min(1, (double) rows / plan.rows()), rows);
    }

    Written finish() throws SQLException {
      slots.flush(tables.slots, plan.until().toEpochMilli(), keys.category());
      people.write(tables.users, crowd);
      load.finish();
      pools.writeNow(
          connection -> {
            var schedule = new RollupSchedule(SynthPlan.SLOT);
            for (var part : Part.ALL) {
              JobProgress.save(connection, part.text(), schedule.doneBy(part, plan.until(), now));
            }
            try (var statement = connection.createStatement()) {
              return statement.execute(STATISTICS);
            }
          });
      progress.at(1, tables.history.rows());
      return new Written(
          broadcasts, tables.history.rows(), tables.sessions.rows(), tables.users.rows(), summed);
    }
  }

  @Override
  public void close() {
    pools.close();
  }
}
