package headcount.store.aurora;

import com.typesafe.config.Config;
import headcount.audience.Analytics;
import headcount.audience.AudienceSums;
import headcount.audience.DailyStatistics;
import headcount.audience.History;
import headcount.audience.Records;
import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CheckpointSettings;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.Titles;
import headcount.telemetry.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Everything that a node reads from and writes to the database. Starts while that is down: then
 * stages fail until it is there. Thread-safe.
 */
public final class AuroraStores implements AutoCloseable {
  private final AuroraSettings settings;
  private final Pools pools;
  private final InstantSource clock;
  private final CheckpointSettings steps;
  private final Catalogue catalogue;
  private final AuroraTitles titles;
  private final RecordWriter writer;
  private final PartitionUpkeep upkeep;
  private final Rollup rollup;
  private final Generation generation;
  private final ScheduledExecutorService timer;

  private AuroraStores(Config config, Meters meters, InstantSource clock) {
    this.settings = AuroraSettings.from(config);
    this.steps = CheckpointSettings.from(config);
    this.clock = clock;
    this.pools = Pools.open(settings, meters, System::nanoTime);
    var dimensions = new Dimensions();
    this.titles = new AuroraTitles(pools);
    this.catalogue = new AuroraCatalogue(pools, dimensions, titles);
    this.writer = new RecordWriter(pools, dimensions, meters);
    this.upkeep = new PartitionUpkeep(pools, settings.upkeep(), meters, clock);
    this.rollup = new Rollup(pools, steps.historyStep(), meters, clock);
    this.generation = new Generation(pools);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("headcount-pulse").factory());
    var pause = settings.healthEvery().toMillis();
    var _ = timer.scheduleWithFixedDelay(pools::ask, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Opens the pools, as {@code headcount.store.aurora} says; returns at once. */
  public static AuroraStores connect(Config config, Meters meters, InstantSource clock) {
    return new AuroraStores(config, meters, clock);
  }

  /** The announced broadcasts. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** What things are called, for rankings. */
  public Titles titles() {
    return titles;
  }

  /**
   * How counts went.
   *
   * @param cache of what streams' days hold
   */
  public History history(SlotCache cache) {
    return new AuroraHistory(pools, cache, clock, steps.historyStep());
  }

  /** What is summed of audiences. */
  public AudienceSums sums() {
    return new AuroraSums(pools, stepSums());
  }

  /** What became of audiences. */
  public Analytics analytics() {
    return new AuroraAnalytics(pools, stepSums(), clock);
  }

  /** Business days. */
  public DailyStatistics dailyStatistics() {
    return new AuroraDays(pools, clock);
  }

  private StepSums stepSums() {
    return new StepSums(steps.historyStep(), Rollup.slot(steps.historyStep()));
  }

  /**
   * What is held of a stream.
   *
   * @param pending how many of its records are still on their way
   */
  public Records records(Function<StreamId, CompletionStage<Long>> pending) {
    return new AuroraRecords(pools, pending);
  }

  /** Writes records, for the drains. */
  public RecordWriter writer() {
    return writer;
  }

  /** What tells the present sums of business days from those before, within some seconds. */
  public CompletionStage<String> generation() {
    return generation.now();
  }

  /** The upkeep of partitions, statistics and indexes, for one node of the cluster. */
  public PartitionUpkeep upkeep() {
    return upkeep;
  }

  /** The sums of the past, for one node of the cluster. */
  public Rollup rollup() {
    return rollup;
  }

  /** Sets a mark by which readers tell how far they are behind; for one node of the cluster. */
  public CompletionStage<Void> mark() {
    return pools.change(ReplicaLag::mark);
  }

  /** The pause between two rounds of the upkeep. */
  public Duration upkeepEvery() {
    return settings.upkeep().every();
  }

  /** The connections; the journal's too, by a {@link JournalPool} of them. */
  public Pools pools() {
    return pools;
  }

  /** The writer's {@code host:port}. */
  public String describe() {
    return settings.writer().address();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    pools.close();
  }
}
