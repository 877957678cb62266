package headcount.app;

import com.typesafe.config.Config;
import headcount.audience.AnswerCache;
import headcount.audience.History;
import headcount.audience.Rankings;
import headcount.audience.Records;
import headcount.http.Analysts;
import headcount.store.OutboxDrain;
import headcount.store.aurora.AuroraStores;
import headcount.store.aurora.JournalPool;
import headcount.store.redis.RedisStores;
import headcount.stream.Counting;
import headcount.telemetry.Meters;
import headcount.telemetry.Pulse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/** A node's Redis and Aurora, wired to whoever needs them. Thread-safe. */
final class NodeStores implements AutoCloseable {
  private static final Duration MARK = Duration.ofSeconds(2);

  private final RedisStores redis;
  private final AuroraStores aurora;
  private final Meters meters;
  private final int batch;

  private NodeStores(RedisStores redis, AuroraStores aurora, Meters meters, int batch) {
    this.redis = redis;
    this.aurora = aurora;
    this.meters = meters;
    this.batch = batch;
  }

  /** Begins to connect; a node starts and counts without either. */
  static NodeStores connect(Config config, Meters meters, InstantSource clock) {
    var redis = RedisStores.connect(config, meters, clock);
    try {
      return new NodeStores(
          redis,
          AuroraStores.connect(config, meters, clock),
          meters,
          config.getInt("headcount.store.aurora.batch"));
    } catch (RuntimeException failure) {
      redis.close();
      throw failure;
    }
  }

  JournalPool journal() {
    return new JournalPool(aurora.pools());
  }

  Counting.Stores counting() {
    return new Counting.Stores(redis.checkpoints(), redis.outbox(), aurora.catalogue(), meters);
  }

  Rankings rankings() {
    return redis.rankings(aurora.titles());
  }

  History history() {
    return aurora.history(redis.slots());
  }

  AnswerCache answers() {
    return redis.answers(aurora::generation);
  }

  Analysts analysts() {
    return new Analysts(aurora.analytics(), aurora.dailyStatistics(), aurora.sums());
  }

  Records records() {
    return aurora.records(redis::pending);
  }

  String redisAddress() {
    return redis.describe();
  }

  /** Whether each store answers, Redis first. */
  List<Pulse.State> health() {
    return Stream.concat(Stream.of(redis.health()), aurora.pools().health().stream()).toList();
  }

  /** Has this cluster take the outboxes to the database, each by one of its nodes. */
  void drainOutboxes(ActorSystem<?> system) {
    ShardedDaemonProcess.get(system)
        .init(
            OutboxDaemon.Command.class,
            "outbox",
            RedisStores.OUTBOXES,
            index ->
                OutboxDaemon.create(
                    new OutboxDrain(
                        redis.outbox(index), aurora.writer(), redis.slots(), batch, meters),
                    batch),
            new OutboxDaemon.Stop());
  }

  /**
   * Has the cluster look after the database's tables and sum the past, each by one of its nodes.
   */
  void keepUp(ActorSystem<?> system) {
    var upkeep = aurora.upkeep();
    var every = aurora.upkeepEvery();
    var rollup = aurora.rollup();
    var chores =
        List.of(
            new ChoreDaemon.Chore(
                "upkeep", () -> upkeep.round().thenApply(_ -> every), upkeep::stopped),
            new ChoreDaemon.Chore("rollup", rollup::round, rollup::stopped),
            new ChoreDaemon.Chore("mark", () -> aurora.mark().thenApply(_ -> MARK), () -> {}));
    ShardedDaemonProcess.get(system)
        .init(
            ChoreDaemon.Command.class,
            "chores",
            chores.size(),
            index -> ChoreDaemon.create(chores.get(index)),
            new ChoreDaemon.Stop());
  }

  @Override
  public void close() {
    redis.close();
    aurora.close();
  }
}
