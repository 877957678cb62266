package headcount.socket;

import headcount.access.Access;
import headcount.access.ResumeTokens;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a connection asks of the event loop and the node that it lives on. Confined to the loop. */
interface Host {
  /** Monotonic; stands still while the process was paused. */
  long nowNanos();

  /** Unix ms. */
  long wallMillis();

  Access access();

  SocketSettings settings();

  UUID incarnation();

  TimerWheel wheel();

  EdgeMeters meters();

  /** One more session of this viewer; false if the viewer has too many. */
  boolean admit(ViewerId viewer);

  /** Closes a former session wherever it is. */
  void replace(ResumeTokens.Former former);

  /** Seats a tab in the stream's room and tells the relay. */
  Joined join(ConnectionState connection, StreamId stream);

  /** Takes a tab out of its room and tells the relay. */
  void leave(Joined joined, long endedAtMillis, EndedBy by);

  /** Takes a tab out of its room without a word: it is expected back elsewhere. */
  void moveOn(Joined joined);

  /** The connection counts no longer; the viewer is null where it never said who it is. */
  void closed(SessionId session, @Nullable ViewerId viewer);
}
