package headcount.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The outbox in memory: keeps what was appended, in order. Thread-safe. */
public final class MemoryOutbox implements Outbox {
  private final List<AudienceRecord> records = new ArrayList<>();

  @Override
  public synchronized CompletionStage<Void> append(List<AudienceRecord> more) {
    records.addAll(more);
    return CompletableFuture.completedFuture(null);
  }

  /** Everything so far. */
  public synchronized List<AudienceRecord> records() {
    return List.copyOf(records);
  }

  /** Everything of one kind so far. */
  public synchronized <T extends AudienceRecord> List<T> records(Class<T> kind) {
    return records.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
