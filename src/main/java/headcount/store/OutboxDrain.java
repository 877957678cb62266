package headcount.store;

import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.store.aurora.RecordWriter;
import headcount.store.redis.OutboxReader;
import headcount.store.redis.OutboxReader.Entry;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes one outbox's records to the database, oldest first: written, committed, then removed. Dying
 * in between writes them again, which changes nothing; so may two drains of one outbox at a time,
 * but one is enough. A record that no table takes is set aside instead of holding up the others.
 * Thread-safe.
 */
public final class OutboxDrain {
  private final OutboxReader outbox;
  private final RecordWriter writer;
  private final SlotCache slots;
  private final int batch;
  private final Counter dead;

  /**
   * @param slots is told what was committed before it leaves the outbox
   * @param batch most records in one transaction, 1 to 1,000
   */
  public OutboxDrain(
      OutboxReader outbox, RecordWriter writer, SlotCache slots, int batch, Meters meters) {
    if (batch < 1 || batch > 1000) {
      throw new IllegalArgumentException(
          "headcount.store.aurora.batch must be 1 to 1,000, was " + batch);
    }
    this.outbox = outbox;
    this.writer = writer;
    this.slots = slots;
    this.batch = batch;
    this.dead = meters.counter("outbox.dead", "records that no table takes, set aside");
  }

  /**
   * Takes one batch over. Fails where Redis or the database is gone, and then nothing is lost; call
   * again after a pause.
   *
   * @return how many entries left the outbox; fewer than the batch: it is empty for now
   */
  public CompletionStage<Integer> drainOnce() {
    return outbox
        .oldest(batch)
        .thenCompose(
            entries ->
                entries.isEmpty()
                    ? CompletableFuture.completedFuture(0)
                    : written(entries).thenApply(_ -> entries.size()));
  }

  private CompletionStage<Void> written(List<Entry> entries) {
    return writer
        .write(entries.stream().map(Entry::record).toList())
        .thenCompose(_ -> slots.committed(steps(entries)))
        .thenCompose(_ -> outbox.remove(entries.stream().map(Entry::id).toList()))
        .thenAccept(_ -> {})
        .exceptionallyCompose(
            failure ->
                RecordWriter.isPoison(failure)
                    ? apart(entries, failure)
                    : CompletableFuture.failedFuture(failure));
  }

  private static List<HistoryStep> steps(List<Entry> entries) {
    return entries.stream()
        .map(Entry::record)
        .filter(HistoryStep.class::isInstance)
        .map(HistoryStep.class::cast)
        .toList();
  }

  /** Halves the batch until what nobody takes is alone. */
  private CompletionStage<Void> apart(List<Entry> entries, Throwable failure) {
    if (entries.size() == 1) {
      dead.increment();
      return outbox.setAside(entries.getFirst(), String.valueOf(failure.getMessage()));
    }
    var middle = entries.size() / 2;
    return written(entries.subList(0, middle))
        .thenCompose(_ -> written(entries.subList(middle, entries.size())));
  }
}
