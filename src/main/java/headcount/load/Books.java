package headcount.load;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Who watches what, in up to three books at once that mostly agree: a session, and a person of a
 * stream, are kept once for all of them.
 *
 * <p>A session is one socket, an identity one person: negative where anonymous. At most 2²¹ tabs of
 * one person on a stream. Some 110 bytes a session on one stream; for one thread.
 */
final class Books {
  /** How many there may be. */
  static final int MOST = 3;

  private static final int[] NOTHING = {};
  private static final int TABS_BITS = 21;
  private static final long TABS_MASK = (1L << TABS_BITS) - 1;

  /** A session's streams, each with the books that know of it in the lowest bits. */
  private static final class Session {
    private final long identity;
    private int[] entries = NOTHING;

    Session(long identity) {
      this.identity = identity;
    }
  }

  /** A stream's people, each with the number of their tabs in every book. */
  private static final class Audience {
    private final Long2LongHashMap tabs = new Long2LongHashMap(0);
    private final int[] viewers = new int[MOST];
    private final int[] connections = new int[MOST];
    private final int[] anonymous = new int[MOST];
    private int everWatched;
  }

  private final Long2ObjectHashMap<Session> sessions = new Long2ObjectHashMap<>();
  private final Audience[] audiences;

  /** Empty books over streams numbered from 0. */
  Books(int streams) {
    audiences = new Audience[streams];
    Arrays.setAll(audiences, _ -> new Audience());
  }

  int streams() {
    return audiences.length;
  }

  /** The session watches the stream from now on, in each of these books; whether that is new. */
  boolean join(int books, long session, long identity, int stream) {
    var known = sessions.computeIfAbsent(session, _ -> new Session(identity));
    var at = position(known, stream);
    if (at < 0) {
      at = known.entries.length;
      known.entries = Arrays.copyOf(known.entries, at + 1);
      known.entries[at] = stream << MOST;
    }
    var news = books & ~known.entries[at];
    known.entries[at] |= books;
    count(audiences[stream], known.identity, news, 1);
    return news != 0;
  }

  /** The session watches the stream no longer in these books; whether that is new. */
  boolean leave(int books, long session, int stream) {
    var known = sessions.get(session);
    var at = known == null ? -1 : position(known, stream);
    if (known == null || at < 0) {
      return false;
    }
    var news = strike(known, at, books);
    forget(session, known);
    return news != 0;
  }

  /** The session is over in these books, whatever it watched; whether that is new. */
  boolean gone(int books, long session) {
    var known = sessions.get(session);
    if (known == null) {
      return false;
    }
    var news = 0;
    for (var at = known.entries.length - 1; at >= 0; at--) {
      news |= strike(known, at, books);
    }
    forget(session, known);
    return news != 0;
  }

  /** The stream's numbers in one book. */
  Figures of(int book, int stream) {
    var audience = audiences[stream];
    return new Figures(
        audience.viewers[book], audience.connections[book], audience.anonymous[book]);
  }

  /** The stream's viewers in one book. */
  int viewers(int book, int stream) {
    return audiences[stream].viewers[book];
  }

  /** Whether anybody ever joined the stream in one book. */
  boolean everWatched(int book, int stream) {
    return (audiences[stream].everWatched & (1 << book)) != 0;
  }

  private int strike(Session known, int at, int books) {
    var stream = known.entries[at] >> MOST;
    var news = known.entries[at] & books;
    known.entries[at] &= ~books;
    count(audiences[stream], known.identity, news, -1);
    if ((known.entries[at] & (1 << MOST) - 1) == 0) {
      var last = known.entries.length - 1;
      known.entries[at] = known.entries[last];
      known.entries = last == 0 ? NOTHING : Arrays.copyOf(known.entries, last);
    }
    return news;
  }

  private void forget(long session, Session known) {
    if (known.entries.length == 0) {
      sessions.remove(session);
    }
  }

  private static void count(Audience audience, long identity, int books, int change) {
    var tabs = audience.tabs.get(identity);
    for (var book = 0; book < MOST; book++) {
      if ((books & (1 << book)) != 0) {
        var before = (tabs >>> (book * TABS_BITS)) & TABS_MASK;
        tabs += (long) change << (book * TABS_BITS);
        audience.connections[book] += change;
        audience.everWatched |= 1 << book;
        if (change > 0 ? before == 0 : before == 1) {
          audience.viewers[book] += change;
          audience.anonymous[book] += identity < 0 ? change : 0;
        }
      }
    }
    if (tabs == 0) {
      audience.tabs.remove(identity);
    } else {
      audience.tabs.put(identity, tabs);
    }
  }

  private static int position(Session session, int stream) {
    for (var at = 0; at < session.entries.length; at++) {
      if (session.entries[at] >> MOST == stream) {
        return at;
      }
    }
    return -1;
  }
}
