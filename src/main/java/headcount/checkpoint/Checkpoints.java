package headcount.checkpoint;

import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The store of live counts. Thread-safe; every stage fails with {@link java.io.IOException} or a
 * subclass of RuntimeException when the store cannot be reached within its time limit, and then
 * nothing may be assumed.
 */
public interface Checkpoints {
  /**
   * A stored tab whose source is gone.
   *
   * @param lastBeatMillis of that source's node, as stored, Unix ms; the stored {@code touchedAt}
   *     where unknown
   */
  record Stray(Tab tab, Source source, long lastBeatMillis) {}

  /** What is stored of a stream, from the master; empty if nothing is. */
  CompletionStage<Optional<StoredStream>> load(StreamId stream);

  /**
   * How much is stored of a stream, all of one moment, from the master; {@link StoredSizes#NONE} if
   * nothing is. Costs the same for any audience.
   */
  CompletionStage<StoredSizes> sizes(StreamId stream);

  /**
   * Writes one checkpoint if nothing newer or equal stands, and if it is a difference, only on top
   * of its base. A full one replaces both sets at once; until its last part is in, the old ones
   * stand. Updates the rankings after it was accepted.
   */
  CompletionStage<CheckpointResult> write(Checkpoint checkpoint);

  /**
   * The stored tabs of sources that are not in {@code alive}: sessions whose end nobody wrote.
   * Scans, so for the background only.
   */
  CompletionStage<List<Stray>> strays(StreamId stream, Set<Source> alive);

  /**
   * Streams whose checkpoint was last touched before that moment (Unix ms) and that still show a
   * viewer.
   */
  CompletionStage<List<StreamId>> untouchedSince(long unixMillis);
}
