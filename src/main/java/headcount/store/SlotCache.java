package headcount.store;

import headcount.audience.Cached;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.presence.StreamId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Streams' history by days in UTC, where it is read faster than in the database. What it answers is
 * what the database has: today's slots are told to it as they are committed, and a day that closed
 * is forgotten when a late one comes. Where it is out of reach it reads the database each time.
 * Thread-safe.
 */
public interface SlotCache {
  /** Reads the database. */
  interface Reading {
    /**
     * Those days, each with all its slots, in any order.
     *
     * @return empty if the stream was never announced nor watched
     */
    CompletionStage<Optional<Map<LocalDate, List<StoredSlot>>>> of(List<LocalDate> days);
  }

  /**
   * The slots of those days, in any order; fails as the reading does.
   *
   * @param reading of what is not kept; one at a time for a stream, others wait for it
   * @return empty if the stream was never announced nor watched
   */
  CompletionStage<Optional<Cached<List<StoredSlot>>>> of(
      StreamId stream, List<LocalDate> days, Reading reading);

  /**
   * Takes over what the database has committed. Safe to repeat; fails where that could not be
   * noted, and must then be told again.
   */
  CompletionStage<Void> committed(List<HistoryStep> steps);
}
