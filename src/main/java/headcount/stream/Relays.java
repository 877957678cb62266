package headcount.stream;

import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The relays of this node, as connections and pages see them. Thread-safe; no method blocks.
 * Callbacks run on a relay worker's thread and must not block.
 */
public interface Relays {
  /**
   * This tab watches the stream from now on. Joining twice is harmless.
   *
   * @param joined is told once, as soon as a count is known, 1 s later at the latest; its figures
   *     may be from before this join
   */
  void join(StreamId stream, Tab tab, Consumer<Headcount> joined);

  /**
   * The tab watches no longer; harmless where it did not.
   *
   * @param endedAtMillis when, Unix ms
   */
  void leave(StreamId stream, SessionId session, long endedAtMillis, EndedBy by);

  /**
   * The count as this node serves it now: the last known, with a truthful quality. Asks the
   * stream's entity where this node knows nothing, and the checkpoint store where that does not
   * answer within a second.
   */
  CompletionStage<Headcount> count(StreamId stream);

  /**
   * Tells the listener each count that this node serves from now on, the present one first, paced
   * like pushes; watching so counts nobody.
   *
   * @return ends the watching; safe to run twice
   */
  Runnable watch(StreamId stream, Consumer<Headcount> listener);
}
