package headcount.store.redis;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.Outbox;
import headcount.presence.StreamId;
import headcount.telemetry.Meters;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sixteen Redis streams on the way to the database; a stream's records all go through one of them.
 * A record may arrive twice, never out of order with itself. Thread-safe.
 */
final class RedisOutbox implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(RedisOutbox.class);
  private static final int PAGE = 1000;

  private final RedisLink link;
  private final List<OutboxLane> lanes;
  private final Counter dropped;

  RedisOutbox(RedisLink link, RedisSettings settings, Meters meters) {
    this.link = link;
    var room = new AtomicInteger(settings.outboxBuffer());
    var all = new ArrayList<OutboxLane>();
    for (int i = 0; i < Keys.OUTBOXES; i++) {
      all.add(OutboxLane.of(link, i, room));
    }
    this.lanes = List.copyOf(all);
    this.dropped =
        meters.counter("outbox.dropped", "records lost because Redis was gone for too long");
    meters.gauge(
        "outbox.buffered",
        "records that wait in memory for Redis",
        () -> settings.outboxBuffer() - room.get());
  }

  @Override
  public CompletionStage<Void> append(List<AudienceRecord> records) {
    var all = new ArrayList<CompletableFuture<Void>>();
    for (var record : records) {
      var safe = new CompletableFuture<Void>();
      if (lane(record.stream()).offer(record, safe)) {
        all.add(safe);
      } else {
        if (dropped.count() == 0) {
          LOG.error("the outbox's buffer is full: records are dropped until Redis is back");
        }
        dropped.increment();
      }
    }
    records.stream().map(record -> Keys.outboxOf(record.stream())).distinct().forEach(this::send);
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /** Sends again what did not arrive. */
  void flush() {
    lanes.forEach(OutboxLane::send);
  }

  /** How many records of a stream wait, in Redis and in this node; reads its whole outbox. */
  CompletionStage<Long> pending(StreamId stream) {
    var key = Keys.outbox(Keys.outboxOf(stream));
    return counted(stream, key, Range.unbounded(), lane(stream).waiting(stream));
  }

  private CompletionStage<Long> counted(
      StreamId stream, String key, Range<String> range, long before) {
    return link.<List<StreamMessage<String, String>>>call(
            c -> c.xrange(key, range, Limit.from(PAGE)))
        .thenCompose(
            page -> {
              var name = " " + stream + " ";
              var now =
                  before
                      + page.stream()
                          .map(entry -> entry.getBody().getOrDefault(OutboxLane.FIELD, ""))
                          .filter(text -> text.startsWith(name, 2))
                          .count();
              if (page.size() < PAGE) {
                return CompletableFuture.completedFuture(now);
              }
              var after = Range.Boundary.excluding(page.getLast().getId());
              return counted(stream, key, Range.from(after, Range.Boundary.unbounded()), now);
            });
  }

  private void send(int index) {
    lanes.get(index).send();
  }

  private OutboxLane lane(StreamId stream) {
    return lanes.get(Keys.outboxOf(stream));
  }
}
