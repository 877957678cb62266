package headcount.stream;

import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All streams of the cluster, as operators see them. Thread-safe; stages fail with a
 * TimeoutException after 5 s.
 */
public interface Streams {
  /** Whether the stream was ever announced or watched. */
  CompletionStage<Boolean> known(StreamId stream);

  /** How a stream's entity stands. */
  CompletionStage<Report> describe(StreamId stream);

  /**
   * Forgets what the relays said and asks every node for what it holds; completes with the count
   * after that.
   */
  CompletionStage<Headcount> recount(StreamId stream);

  /**
   * Announces a broadcast, or changes the one that is on. Another broadcaster ends the one that is
   * on and begins anew.
   *
   * @param startedAt null: now, or as it was
   * @return true if it began a broadcast
   */
  CompletionStage<Boolean> announce(
      StreamId stream,
      String title,
      @Nullable CategoryId category,
      @Nullable BroadcasterId broadcaster,
      @Nullable Instant startedAt);

  /** Ends the broadcast that is on. */
  CompletionStage<Ending> end(StreamId stream);

  /** Names a category; true if it was not known. */
  CompletionStage<Boolean> nameCategory(CategoryId category, String title);

  /** Names a broadcaster; true if it was not known. */
  CompletionStage<Boolean> nameBroadcaster(BroadcasterId broadcaster, String title);

  /** What ending did. */
  enum Ending {
    ENDED,
    ALREADY_ENDED,
    UNKNOWN
  }

  /**
   * A source as the entity sees it.
   *
   * @param beatAgeMillis since its node's last beat
   */
  record SourceReport(
      String source,
      long seq,
      int connections,
      boolean synced,
      boolean draining,
      long beatAgeMillis)
      implements ClusterMessage {}

  /**
   * An entity's state.
   *
   * @param node address of its host
   * @param pid process of its host
   * @param unanswered members that have not answered this incarnation yet
   * @param moves joins and leaves that this incarnation has counted
   */
  record Report(
      String stream,
      String node,
      long pid,
      Headcount count,
      int peak,
      String category,
      String broadcaster,
      long startedAtMillis,
      List<SourceReport> sources,
      int unanswered,
      int listed,
      Optional<Long> storedVersion,
      long moves)
      implements ClusterMessage {}
}
