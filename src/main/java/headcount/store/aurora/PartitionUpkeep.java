package headcount.store.aurora;

import headcount.telemetry.Meters;
import java.time.InstantSource;
import java.time.Period;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps room for the rows to come and drops those that are no longer kept. Thread-safe. */
public final class PartitionUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionUpkeep.class);

  private final Pools pools;
  private final AuroraSettings.Upkeep settings;
  private final InstantSource clock;
  private volatile int overflowing;

  PartitionUpkeep(Pools pools, AuroraSettings.Upkeep settings, Meters meters, InstantSource clock) {
    this.pools = pools;
    this.settings = settings;
    this.clock = clock;
    meters.gauge(
        "partitions.overflowing",
        "tables whose last partition holds rows because room was not made in time",
        () -> overflowing);
  }

  /** One round; harmless where another node was quicker. */
  public CompletionStage<Void> round() {
    return pools.change(
        connection -> {
          var now = clock.instant();
          var made = Partitions.make(connection, now);
          var dropped =
              Partitions.dropExpired(connection, now, Period.ofDays(settings.sessionDays()));
          var tables = Partitions.overflowing(connection);
          overflowing = tables.size();
          if (made + dropped > 0) {
            LOG.info("partitions: {} made, {} dropped", made, dropped);
          }
          if (!tables.isEmpty()) {
            LOG.error("rows lie in the last partition of {}: room was not made in time", tables);
          }
        });
  }
}
