package headcount.load;

import java.util.Arrays;
import org.agrona.collections.Long2LongCounterMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Who watches what, as the load generator itself knows it.
 *
 * <p>A session is one socket, an identity one person: negative where anonymous. Every method says
 * whether it changed something and may be repeated. About 100 bytes a session; for one thread.
 */
final class Truth {
  private static final int[] NOTHING = {};

  private static final class Session {
    private final long identity;
    private int[] streams = NOTHING;

    Session(long identity) {
      this.identity = identity;
    }
  }

  private static final class Audience {
    private final Long2LongCounterMap tabs = new Long2LongCounterMap(0);
    private int connections;
    private int anonymous;
    private boolean everWatched;
  }

  private final Long2ObjectHashMap<Session> sessions = new Long2ObjectHashMap<>();
  private final Audience[] audiences;

  /** An empty truth over streams numbered from 0. */
  Truth(int streams) {
    audiences = new Audience[streams];
    Arrays.setAll(audiences, _ -> new Audience());
  }

  /** The session watches the stream from now on. */
  boolean join(long session, long identity, int stream) {
    var known = sessions.computeIfAbsent(session, _ -> new Session(identity));
    if (position(known, stream) >= 0) {
      return false;
    }
    known.streams = Arrays.copyOf(known.streams, known.streams.length + 1);
    known.streams[known.streams.length - 1] = stream;
    var audience = audiences[stream];
    audience.everWatched = true;
    audience.connections++;
    if (audience.tabs.incrementAndGet(known.identity) == 1 && known.identity < 0) {
      audience.anonymous++;
    }
    return true;
  }

  /** The session watches the stream no longer. */
  boolean leave(long session, int stream) {
    var known = sessions.get(session);
    var at = known == null ? -1 : position(known, stream);
    if (known == null || at < 0) {
      return false;
    }
    var last = known.streams.length - 1;
    known.streams[at] = known.streams[last];
    known.streams = Arrays.copyOf(known.streams, last);
    uncount(known.identity, audiences[stream]);
    if (last == 0) {
      sessions.remove(session);
    }
    return true;
  }

  /** The session is over, whatever it watched. */
  boolean gone(long session) {
    var known = sessions.remove(session);
    if (known == null) {
      return false;
    }
    for (var stream : known.streams) {
      uncount(known.identity, audiences[stream]);
    }
    return true;
  }

  /** The stream's numbers now. */
  Figures of(int stream) {
    var audience = audiences[stream];
    return new Figures(audience.tabs.size(), audience.connections, audience.anonymous);
  }

  /** Whether anybody ever joined the stream. */
  boolean everWatched(int stream) {
    return audiences[stream].everWatched;
  }

  /** The numbers of all streams, added up. */
  Figures total() {
    var total = Figures.NONE;
    for (var stream = 0; stream < audiences.length; stream++) {
      total = total.plus(of(stream));
    }
    return total;
  }

  private static void uncount(long identity, Audience audience) {
    audience.connections--;
    if (audience.tabs.decrementAndGet(identity) == 0 && identity < 0) {
      audience.anonymous--;
    }
  }

  private static int position(Session session, int stream) {
    for (var at = 0; at < session.streams.length; at++) {
      if (session.streams[at] == stream) {
        return at;
      }
    }
    return -1;
  }
}
