package headcount.presence;

/**
 * Which broadcast of a stream is on: what session and history records are filed under.
 *
 * @param startedAtMillis Unix ms; with the stream id it names the broadcast
 * @param broadcaster who broadcasts, {@link BroadcasterId#UNKNOWN} where nobody announced it
 * @param category where it is listed, {@link CategoryId#UNCATEGORIZED} where nobody announced it
 */
public record BroadcastRef(long startedAtMillis, BroadcasterId broadcaster, CategoryId category) {}
