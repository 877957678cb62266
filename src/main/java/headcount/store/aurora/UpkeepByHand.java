package headcount.store.aurora;

import com.typesafe.config.Config;
import headcount.checkpoint.CheckpointSettings;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The upkeep that nodes do by themselves, for somebody at a terminal. Blocks; not thread-safe. */
public final class UpkeepByHand implements AutoCloseable {
  private final AuroraSettings.Upkeep settings;
  private final Pools pools;
  private final InstantSource clock;
  private final Rollup rollup;

  /** Opens connections as {@code headcount.store.aurora} says. */
  public UpkeepByHand(Config config, InstantSource clock) {
    var aurora = AuroraSettings.from(config);
    this.settings = aurora.upkeep();
    var meters = new Meters(new SimpleMeterRegistry());
    this.pools = Pools.open(aurora, meters, System::nanoTime);
    this.clock = clock;
    this.rollup = new Rollup(pools, CheckpointSettings.from(config).historyStep(), meters, clock);
  }

  /** The statements that are due, and what is to be said of tables and indexes; changes nothing. */
  public List<String> plan() throws SQLException {
    return pools.writeNow(
        connection -> {
          var steps = settings.plan().of(Partitions.standing(connection), clock.instant());
          var out = new ArrayList<String>();
          steps.forEach(step -> out.add(step.sql() + ";"));
          if (steps.isEmpty()) {
            out.add("-- nothing is due");
          }
          findings(connection).forEach(finding -> out.add("-- " + finding));
          return out;
        });
  }

  /** Does once what is due, and says what that was. */
  public List<String> once() throws SQLException {
    return pools.writeNow(
        connection -> {
          var done = Partitions.keepUp(connection, clock.instant(), settings.plan());
          var out = new ArrayList<String>();
          out.add(
              "%d partitions made, %d dropped; %d old rows deleted"
                  .formatted(done.made(), done.dropped(), done.deleted()));
          out.addAll(findings(connection));
          return out;
        });
  }

  /** Sums the slots and business days that touch the half-open range. */
  public Rollup.Summed rollup(Instant from, Instant to) throws SQLException {
    return rollup.againNow(from, to);
  }

  private static List<String> findings(Connection connection) throws SQLException {
    var out = new ArrayList<String>();
    for (var table : Partitions.overflowing(connection)) {
      out.add("rows lie in the last partition of " + table + ": room was not made in time");
    }
    var use =
        new ArrayList<java.util.@org.jspecify.annotations.Nullable Map<IndexReport.Name, Long>>();
    use.add(Indexes.use(connection));
    out.addAll(IndexReport.of(Indexes.standing(connection), use).sentences());
    return out;
  }

  @Override
  public void close() {
    pools.close();
  }
}
