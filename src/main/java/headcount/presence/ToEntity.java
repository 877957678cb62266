package headcount.presence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a relay tells a stream's entity. */
public sealed interface ToEntity {
  /** Whose truth this is about. */
  Source source();

  /** The highest epoch that this relay has seen for the stream; 0 if none. */
  long epochSeen();

  /**
   * Tabs that came and went since the delta before.
   *
   * @param seq one more than the delta before; never restarts within a source
   * @param joins tabs that came
   * @param leaves sessions that went
   * @param totalJoins joins of this source and stream ever, these included
   * @param totalLeaves leaves of this source and stream ever, these included
   */
  record Delta(
      Source source,
      long seq,
      long epochSeen,
      List<Tab> joins,
      List<SessionId> leaves,
      long totalJoins,
      long totalLeaves)
      implements ToEntity {}

  /**
   * What the relay holds, in short, to be compared.
   *
   * @param seq the last delta's
   * @param connections sessions it holds
   * @param hash order-free sum of keyed 64-bit hashes of (session, viewer)
   * @param pending whether it has operations that no delta has carried yet
   * @param draining whether its node is leaving
   * @param watching whether it wants the count although it may hold nobody
   * @param answers epoch of the {@link ToRelay.Ask} that this answers; 0 if none
   * @param totalJoins joins of this source and stream ever
   * @param totalLeaves leaves of this source and stream ever
   * @param endSeen mark of the last {@link ToRelay.Ended} that it obeyed; 0 if none
   * @param last the newest headcount that it knows
   */
  record Digest(
      Source source,
      long seq,
      long epochSeen,
      int connections,
      long hash,
      boolean pending,
      boolean draining,
      boolean watching,
      long answers,
      long totalJoins,
      long totalLeaves,
      long endSeen,
      @Nullable Headcount last)
      implements ToEntity {}

  /**
   * A part of everything that the relay holds, as it was at {@code seq}.
   *
   * @param nonce of the {@link ToRelay.NeedSnapshot} that asked
   * @param chunk from 0
   * @param chunks how many there are, at least 1
   */
  record SnapshotChunk(
      Source source,
      long epochSeen,
      long nonce,
      long seq,
      int chunk,
      int chunks,
      List<Tab> tabs,
      long totalJoins,
      long totalLeaves)
      implements ToEntity {}

  /** The relay's node is leaving: its tabs will come back elsewhere. */
  record Draining(Source source, long epochSeen) implements ToEntity {}
}
