package headcount.socket;

import headcount.presence.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * One tab's watching of one stream: a member of a {@link Room} and a link in its connection's chain
 * of streams. Confined to an event loop.
 */
final class Joined {
  final ConnectionState connection;
  final StreamId stream;
  final long joinedAtMillis;

  /** The next stream of the same connection. */
  @Nullable Joined next;

  /** Where it sits; null once it has left. */
  @Nullable Room room;

  /** Its place in the room. */
  int place;

  /** The last push that it was shown. */
  int shown;

  /** Whether it was told {@code joined}: no count goes out before that. */
  boolean told;

  Joined(ConnectionState connection, StreamId stream, long joinedAtMillis) {
    this.connection = connection;
    this.stream = stream;
    this.joinedAtMillis = joinedAtMillis;
  }

  /** The link of this stream in the chain, null if it is not there. */
  static @Nullable Joined find(@Nullable Joined chain, StreamId stream) {
    Joined each = chain;
    while (each != null && !each.stream.equals(stream)) {
      each = each.next;
    }
    return each;
  }

  /** The chain without this link. */
  static @Nullable Joined without(@Nullable Joined chain, Joined gone) {
    if (chain == gone) {
      return gone.next;
    }
    for (Joined each = chain; each != null; each = each.next) {
      if (each.next == gone) {
        each.next = gone.next;
      }
    }
    return chain;
  }

  /** How long the chain is. */
  static int count(@Nullable Joined chain) {
    int count = 0;
    for (Joined each = chain; each != null; each = each.next) {
      count++;
    }
    return count;
  }
}
