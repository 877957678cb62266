package headcount.stream;

import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The sockets of this node, as the relays see them. Thread-safe; no method blocks. */
public interface Edge {
  /** Shows this count to every local tab on the stream. Already paced; the newest call wins. */
  void counted(StreamId stream, Headcount served);

  /** Tells every local tab on the stream that it has left, because the broadcast was ended. */
  void ended(StreamId stream);

  /**
   * Every tab that is joined on an open socket of this node: the truth that relays are checked
   * against.
   */
  CompletionStage<Map<StreamId, List<Tab>>> tabs();

  /** Closes a session of this node; false if it is not here. */
  CompletionStage<Boolean> close(SessionId session, Sessions.Why why);

  /**
   * What writing a count to one tab takes of this node's event loops: nanoseconds by the number of
   * loops, as measured lately.
   */
  long frameNanos();

  /** Open connections, joined or not. */
  int connections();
}
