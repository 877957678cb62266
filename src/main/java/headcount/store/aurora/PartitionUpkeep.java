package headcount.store.aurora;

import headcount.store.aurora.IndexReport.Name;
import headcount.telemetry.Meters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps room for the rows to come, drops those that are no longer kept, has statistics taken anew,
 * and says which indexes nobody needs. One node of a cluster does it. Thread-safe.
 */
public final class PartitionUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionUpkeep.class);

  private final Pools pools;
  private final UpkeepPlan plan;
  private final InstantSource clock;
  private volatile int overflowing;
  private volatile int duplicates;
  private volatile int unused;
  private volatile @Nullable IndexReport lastReport;

  PartitionUpkeep(Pools pools, AuroraSettings.Upkeep settings, Meters meters, InstantSource clock) {
    this.pools = pools;
    this.plan = settings.plan();
    this.clock = clock;
    meters.gauge(
        "partitions.overflowing",
        "tables whose last partition holds rows because room was not made in time",
        () -> overflowing);
    meters.gauge("indexes.duplicate", "indexes that another one begins with", () -> duplicates);
    meters.gauge(
        "indexes.unused",
        "indexes that no server has used since it started; 0 where one does not keep count",
        () -> unused);
  }

  /** One round; harmless where another node was quicker. */
  public CompletionStage<Void> round() {
    return pools
        .change(
            connection -> {
              var done = Partitions.keepUp(connection, clock.instant(), plan);
              if (!done.equals(Partitions.Done.NOTHING)) {
                LOG.info(
                    "partitions: {} made, {} dropped; {} old rows deleted",
                    done.made(),
                    done.dropped(),
                    done.deleted());
              }
              alarm(Partitions.overflowing(connection));
            })
        .thenCompose(_ -> pools.onEveryServer(PartitionUpkeep::indexes))
        .thenAccept(this::report);
  }

  /** This node no longer does it, and has nothing to report. */
  public void stopped() {
    overflowing = 0;
    duplicates = 0;
    unused = 0;
    lastReport = null;
  }

  private void alarm(List<String> tables) {
    overflowing = tables.size();
    if (!tables.isEmpty()) {
      LOG.error("rows lie in the last partition of {}: room was not made in time", tables);
    }
  }

  private record ServersIndexes(List<IndexReport.Index> standing, @Nullable Map<Name, Long> use) {}

  private static ServersIndexes indexes(Connection connection) throws SQLException {
    return new ServersIndexes(Indexes.standing(connection), Indexes.use(connection));
  }

  private void report(List<Pools.Answer<ServersIndexes>> servers) {
    var standing = new ArrayList<IndexReport.Index>();
    var use = new ArrayList<@Nullable Map<Name, Long>>();
    for (var server : servers) {
      var said = server.said();
      use.add(said == null ? null : said.use());
      if (said != null && standing.isEmpty()) {
        standing.addAll(said.standing());
      }
    }
    var report = IndexReport.of(standing, use);
    duplicates = report.duplicates().size();
    unused = report.unused().map(List::size).orElse(0);
    if (!report.equals(lastReport)) {
      lastReport = report;
      report.sentences().forEach(LOG::info);
    }
  }
}
