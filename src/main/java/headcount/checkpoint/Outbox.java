package headcount.checkpoint;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The way of records to the database: appended at once, written in batches, removed after the
 * commit. Thread-safe.
 *
 * <p>While the store behind it is gone, records wait in a bounded buffer; what does not fit is
 * dropped and counted in a metric. Appending never fails and never blocks; the stage completes when
 * the records are safe or were dropped.
 */
public interface Outbox {
  /** Appends in order; records of one stream stay in order. */
  CompletionStage<Void> append(List<AudienceRecord> records);
}
