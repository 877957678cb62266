package headcount.checkpoint;

import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The announced broadcasts, categories and broadcasters, in the database. Thread-safe; stages fail
 * when it is gone.
 */
public interface Catalogue {
  /** A broadcast as it was announced; {@code endedAtMillis} is 0 while it is on. */
  record Entry(StreamId stream, BroadcastRef broadcast, String title, long endedAtMillis) {}

  /** The newest broadcast of a stream, announced or counted; empty if there never was one. */
  CompletionStage<Optional<Entry>> newest(StreamId stream);

  /**
   * Makes the broadcast's row stand as said; safe to repeat. Creates its category and broadcaster
   * where missing.
   */
  CompletionStage<Void> save(Entry entry);

  /** Names a category; true if it was not known. At most 200 characters. */
  CompletionStage<Boolean> nameCategory(CategoryId category, String title);

  /** Names a broadcaster; true if it was not known. At most 200 characters. */
  CompletionStage<Boolean> nameBroadcaster(BroadcasterId broadcaster, String name);

  /**
   * Up to which event of the broadcasts' journal the rows stand as said; 0 if none was taken over
   * yet.
   */
  CompletionStage<Long> projectedTo();

  /** Everything up to this event stands; never goes back. */
  CompletionStage<Void> projectedTo(long offset);
}
