package headcount.store.redis;

import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.CheckpointResult;
import headcount.checkpoint.CheckpointResult.Accepted;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.HistoryAccumulator;
import headcount.checkpoint.StoredSizes;
import headcount.checkpoint.StoredStream;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The live counts in Redis, each change under a fenced script. {@code live:tabs} holds no network
 * buckets, so stray tabs come back with 0. Thread-safe.
 */
final class RedisCheckpoints implements Checkpoints {
  private static final Script SIZES = Script.unfenced("sizes");

  private final RedisLink link;
  private final CheckpointWriter writer;
  private final RankWriter ranks;
  private final StrayScan strays;
  private final InstantSource clock;
  private final Timer took;
  private final Counter refused;

  RedisCheckpoints(
      RedisLink link,
      RankWriter ranks,
      RedisSettings settings,
      Meters meters,
      InstantSource clock) {
    this.link = link;
    this.writer = new CheckpointWriter(link, settings);
    this.ranks = ranks;
    this.strays = new StrayScan(link);
    this.clock = clock;
    this.took = meters.timer("checkpoint.write", "time to write one checkpoint to Redis");
    this.refused =
        meters.counter("checkpoint.refused", "checkpoints that were fenced or lacked their base");
  }

  @Override
  public CompletionStage<Optional<StoredStream>> load(StreamId stream) {
    return link.call(c -> c.hgetall(Keys.stream(stream))).thenApply(StreamFields::read);
  }

  @Override
  public CompletionStage<StoredSizes> sizes(StreamId stream) {
    var keys = List.of(Keys.stream(stream), Keys.users(stream), Keys.tabs(stream));
    return SIZES
        .run(link, keys, List.of())
        .thenApply(
            found ->
                new StoredSizes(
                    number(found, 0), number(found, 1), number(found, 2), number(found, 3)));
  }

  private static int number(List<Object> found, int place) {
    return Integer.parseInt(found.get(place).toString());
  }

  @Override
  public CompletionStage<CheckpointResult> write(Checkpoint checkpoint) {
    var now = clock.millis();
    return writer
        .write(checkpoint, now)
        .thenApply(
            outcome -> {
              took.record(clock.millis() - now, TimeUnit.MILLISECONDS);
              return judged(checkpoint, outcome, now);
            });
  }

  @Override
  public CompletionStage<List<Stray>> strays(StreamId stream, Set<Source> alive) {
    return strays.of(stream, alive);
  }

  @Override
  public CompletionStage<List<StreamId>> untouchedSince(long unixMillis) {
    return new UntouchedScan(link).since(unixMillis);
  }

  private CheckpointResult judged(
      Checkpoint checkpoint, CheckpointWriter.Outcome outcome, long now) {
    if (outcome.result() instanceof Accepted) {
      ranks.put(
          checkpoint.stream(),
          checkpoint.broadcast(),
          checkpoint.count().viewers(),
          HistoryAccumulator.meanOf(checkpoint.history(), now),
          outcome.formerCategory());
    } else {
      refused.increment();
    }
    return outcome.result();
  }
}
