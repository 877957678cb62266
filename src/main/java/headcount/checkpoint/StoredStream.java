package headcount.checkpoint;

import headcount.presence.BroadcastRef;
import headcount.presence.Ending;
import headcount.presence.Headcount;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code live:stream} holds of a stream: enough to serve its last count, not its viewers.
 *
 * @param count the last count with its epoch and version; its quality is not stored and reads
 *     {@code recovering}
 * @param peak the highest exact count of the broadcast
 * @param broadcast what was on
 * @param touchedAtMillis when a checkpoint last confirmed this, Unix ms
 * @param sources how far each source was counted
 * @param history the running history step; empty if none
 * @param ending the end of a broadcast that not all nodes had obeyed; null if none
 */
public record StoredStream(
    Headcount count,
    int peak,
    BroadcastRef broadcast,
    long touchedAtMillis,
    Map<Source, SourceMark> sources,
    String history,
    @Nullable Ending ending) {}
