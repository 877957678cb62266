package headcount.store.redis;

import headcount.checkpoint.AudienceRecord;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one outbox from its start, and removes what was written. Thread-safe. */
public final class OutboxReader {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxReader.class);

  /** A record and its entry in the outbox. */
  public record Entry(String id, AudienceRecord record) {}

  private final RedisLink link;
  private final String key;

  OutboxReader(RedisLink link, int index) {
    this.link = link;
    this.key = Keys.outbox(index);
  }

  /** The oldest entries; what is not a record is set aside first. */
  public CompletionStage<List<Entry>> oldest(int limit) {
    return link.call(c -> c.xrange(key, Range.unbounded(), Limit.from(limit)))
        .thenCompose(
            messages -> {
              var out = new ArrayList<Entry>();
              CompletionStage<Void> aside = CompletableFuture.completedFuture(null);
              for (var message : messages) {
                var text = message.getBody().getOrDefault(OutboxLane.FIELD, "");
                try {
                  out.add(new Entry(message.getId(), RecordText.read(text)));
                } catch (IllegalArgumentException e) {
                  var why = String.valueOf(e.getMessage());
                  aside =
                      aside.thenCompose(_ -> setAside(message.getId(), String.valueOf(text), why));
                }
              }
              return aside.thenApply(_ -> out);
            });
  }

  /** Removes entries whose records were committed. */
  public CompletionStage<Long> remove(List<String> ids) {
    return ids.isEmpty()
        ? CompletableFuture.completedFuture(0L)
        : link.call(c -> c.xdel(key, ids.toArray(String[]::new)));
  }

  /** Moves an entry that can never be written to {@code outbox:dead}, so that the others go on. */
  public CompletionStage<Void> setAside(Entry entry, String why) {
    return setAside(entry.id(), RecordText.write(entry.record()), why);
  }

  private CompletionStage<Void> setAside(String id, String text, String why) {
    LOG.error("{} {} is set aside to {}: {}", key, id, Keys.DEAD_OUTBOX, why);
    var body = Map.of("from", key + " " + id, OutboxLane.FIELD, text, "why", why);
    return link.call(c -> c.xadd(Keys.DEAD_OUTBOX, body))
        .thenCompose(_ -> remove(List.of(id)))
        .thenAccept(_ -> {});
  }
}
