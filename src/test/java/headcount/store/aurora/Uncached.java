package headcount.store.aurora;

import headcount.audience.Cached;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.StoredSlot;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the database each time. */
final class Uncached implements SlotCache {
  @Override
  public CompletionStage<Optional<Cached<List<StoredSlot>>>> of(
      StreamId stream, List<LocalDate> days, Reading reading) {
    return reading
        .of(days)
        .thenApply(
            found ->
                found.map(
                    all ->
                        new Cached<>(all.values().stream().flatMap(List::stream).toList(), false)));
  }

  @Override
  public CompletionStage<Void> committed(List<HistoryStep> steps) {
    return CompletableFuture.completedFuture(null);
  }
}
