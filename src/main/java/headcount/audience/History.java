package headcount.audience;

import headcount.presence.BroadcasterId;
import headcount.presence.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How counts went. Thread-safe; stages fail when no reader answers. */
public interface History {
  /**
   * One step. Figures are null where nothing was measured.
   *
   * @param at the step's start
   * @param average viewers, over what was observed
   * @param peak highest
   * @param low lowest
   * @param joins sessions that came
   * @param leaves sessions that went
   * @param coverage share of the live time that was observed, 0 to 1
   * @param recoveringSeconds observed but not exact
   */
  record Point(
      Instant at,
      @Nullable Double average,
      @Nullable Long peak,
      @Nullable Long low,
      @Nullable Long joins,
      @Nullable Long leaves,
      @Nullable Double coverage,
      @Nullable Long recoveringSeconds) {}

  /**
   * A stream's steps, one point each, in order; only those that have ended.
   *
   * @param steps each a multiple of the stored step long
   * @return empty if the stream was never announced nor watched
   */
  CompletionStage<Optional<Cached<List<Point>>>> ofStream(StreamId stream, Steps steps);

  /** Likewise, summed over the broadcaster's streams. */
  CompletionStage<Optional<Cached<List<Point>>>> ofBroadcaster(
      BroadcasterId broadcaster, Steps steps);
}
