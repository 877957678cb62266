package headcount.store.redis;

import com.typesafe.config.Config;
import headcount.audience.AnswerCache;
import headcount.audience.Rankings;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.Outbox;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.Titles;
import headcount.telemetry.Meters;
import headcount.telemetry.Pulse;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a node keeps in Redis, over one connection. Starts while Redis is down: then
 * stages fail until it is there. Thread-safe.
 */
public final class RedisStores implements AutoCloseable {
  /** How many outboxes there are, each with one drain in the cluster. */
  public static final int OUTBOXES = Keys.OUTBOXES;

  private static final Logger LOG = LoggerFactory.getLogger(RedisStores.class);
  private static final long OUTBOX_RETRY_MILLIS = 250;

  private final RedisLink link;
  private final ScheduledExecutorService timer;
  private final RankSnapshots snapshots;
  private final RedisSettings settings;
  private final InstantSource clock;
  private final Checkpoints checkpoints;
  private final RedisOutbox outbox;
  private final SingleFlight flight;
  private final SlotCache slots;
  private final Meters meters;
  private final Pulse pulse;

  private RedisStores(RedisSettings settings, Meters meters, InstantSource clock) {
    this.link = new RedisLink(settings);
    var ranks = new RankWriter(link);
    this.snapshots = new RankSnapshots(link, settings.ranks(), clock);
    this.settings = settings;
    this.clock = clock;
    this.checkpoints = new RedisCheckpoints(link, ranks, settings, meters, clock);
    this.outbox = new RedisOutbox(link, settings, meters);
    this.flight = new SingleFlight(link);
    this.slots = new RedisSlotCache(link, flight, meters, clock);
    this.meters = meters;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("headcount-redis").factory());
    every(settings.ranks().every().toMillis(), ranks::flush);
    every(OUTBOX_RETRY_MILLIS, outbox::flush);
    this.pulse = new Pulse("redis", link.describe(), link::ping, System::nanoTime, meters);
    every(settings.healthEvery().toMillis(), pulse::ask);
    meters.gauge("rank.waiting", "changed ranks that are not in Redis yet", ranks::waiting);
  }

  /** Begins to connect, as {@code headcount.store.redis} says; returns at once. */
  public static RedisStores connect(Config config, Meters meters, InstantSource clock) {
    return new RedisStores(RedisSettings.from(config), meters, clock);
  }

  /** The live counts. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /** The way of records to the database. */
  public Outbox outbox() {
    return outbox;
  }

  /** The rankings, with titles from there; each has standings of its own. */
  public Rankings rankings(Titles titles) {
    var reader = new RankReader(link);
    var warm = new WarmTitles(titles);
    Consumer<Standing> renewal =
        standing -> {
          if (standing.snapshot().rankKey().equals(Keys.RANK_VIEWERS)) {
            warm.behind(standing);
          }
        };
    var standings = new Standings(reader, snapshots, renewal, settings.ranks(), clock);
    return new RedisRankings(
        new RankPages(reader, snapshots, standings), snapshots, titles, meters);
  }

  /** Streams' history by days. */
  public SlotCache slots() {
    return slots;
  }

  /**
   * Answers to analysts.
   *
   * @param generation of the sums that they are made of; changes when those do
   */
  public AnswerCache answers(Supplier<CompletionStage<String>> generation) {
    return new RedisAnswerCache(link, flight, generation, meters);
  }

  /** Reads one outbox, 0 to 15; one owner in the cluster. */
  public OutboxReader outbox(int index) {
    if (index < 0 || index >= OUTBOXES) {
      throw new IllegalArgumentException("outbox must be 0 to 15, was " + index);
    }
    return new OutboxReader(link, index);
  }

  /** How many records of a stream are on their way; reads a whole outbox, for operators. */
  public CompletionStage<Long> pending(StreamId stream) {
    return outbox.pending(stream);
  }

  /** Whether Redis was ever reached. */
  public boolean connected() {
    return link.connected();
  }

  /** Whether Redis answers, as last asked. */
  public Pulse.State health() {
    return pulse.state();
  }

  /** {@code host:port} of the server, or of a cluster's seeds with commas between. */
  public String describe() {
    return link.describe();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    link.close();
  }

  private void every(long millis, Runnable work) {
    var period = Math.max(1, millis);
    var _ = timer.scheduleWithFixedDelay(() -> tried(work), period, period, TimeUnit.MILLISECONDS);
  }

  /** A round that fails must not be the last one. */
  private static void tried(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a round of writing to Redis failed", e);
    }
  }
}
