package headcount.checkpoint;

import headcount.presence.BroadcastRef;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;

/** A fact about a stream on its way to the database. Writing one twice changes nothing. */
public sealed interface AudienceRecord {
  /** The stream that it is about. */
  StreamId stream();

  /** The broadcast that it is filed under. */
  BroadcastRef broadcast();

  /**
   * One tab watched from {@code joinedAtMillis} to {@code endedAtMillis} (Unix ms). A later end of
   * the same (session, joined-at) wins.
   */
  record Watched(
      StreamId stream,
      BroadcastRef broadcast,
      SessionId session,
      ViewerId viewer,
      boolean anonymous,
      long joinedAtMillis,
      long endedAtMillis,
      EndedBy endedBy)
      implements AudienceRecord {}

  /**
   * One whole step of a stream's history.
   *
   * @param atMillis the step's start, Unix ms, on the wall clock's border
   * @param viewerSeconds the integral of viewers over the step
   * @param peak highest exact count
   * @param low lowest exact count
   * @param joins sessions that came
   * @param leaves sessions that went
   * @param liveSeconds how long the broadcast was on
   * @param observedSeconds how long it was counted
   * @param recoveringSeconds how much of that was not exact
   */
  record HistoryStep(
      StreamId stream,
      BroadcastRef broadcast,
      long epoch,
      long atMillis,
      long viewerSeconds,
      long anonymousSeconds,
      int peak,
      int low,
      int joins,
      int leaves,
      int liveSeconds,
      int observedSeconds,
      int recoveringSeconds)
      implements AudienceRecord {}

  /**
   * The count of one minute, for {@code current_viewers}.
   *
   * @param viewers30m mean of the last 30 minutes
   * @param quality 0 exact, 1 recovering, 2 stale
   */
  record Current(
      StreamId stream,
      BroadcastRef broadcast,
      long epoch,
      long version,
      int viewers,
      int connections,
      int anonymous,
      int peak,
      int viewers30m,
      int quality,
      boolean live,
      long asOfMillis)
      implements AudienceRecord {}
}
