package headcount.checkpoint;

import headcount.presence.BroadcastRef;
import headcount.presence.Ending;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream's state on its way to the checkpoint store.
 *
 * @param base what the difference was computed from; null for a full checkpoint, whose {@code
 *     joined} and {@code came} are everything and whose {@code left} and {@code went} are empty
 * @param count its epoch and version are the checkpoint's
 * @param peak the highest exact count of this broadcast
 * @param broadcast what is on
 * @param sources how far each counted source was applied
 * @param beats Unix ms of each source's last beat
 * @param history the running history step, as {@link HistoryAccumulator} writes itself
 * @param came viewers with a tab now and none at the base
 * @param went viewers with a tab at the base and none now
 * @param joined tabs since the base, with their source
 * @param left sessions that went since the base
 * @param ending the end of a broadcast that not all nodes have obeyed; null if none, and then none
 *     stays stored
 */
public record Checkpoint(
    StreamId stream,
    @Nullable Base base,
    Headcount count,
    int peak,
    BroadcastRef broadcast,
    Map<Source, SourceMark> sources,
    Map<Source, Long> beats,
    String history,
    List<ViewerId> came,
    List<ViewerId> went,
    List<Placed> joined,
    List<SessionId> left,
    @Nullable Ending ending) {

  /** Names a stored checkpoint. */
  public record Base(long epoch, long version) {}

  /** A tab and the source that reported it. */
  public record Placed(Tab tab, Source source) {}
}
