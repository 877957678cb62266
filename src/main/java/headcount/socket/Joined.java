package headcount.socket;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * One tab's watching of one stream: a member of a {@link Room} and a link in its connection's chain
 * of streams. Confined to an event loop.
 */
final class Joined {
  final ConnectionState connection;

  /** The connection's, one step nearer for those who go round. */
  final Wire wire;

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
    this.wire = connection.wire();
    this.stream = stream;
    this.joinedAtMillis = joinedAtMillis;
  }

  /** The relay knows a count: the tab is told that it has joined, with the newest there is. */
  void answered(Headcount count) {
    if (room != null && !told) {
      tell(room, room.learnt(count));
    }
  }

  /** The tab joined again: it is told again, unless the first answer is still to come. */
  void tellAgain() {
    Headcount latest = room == null ? null : room.latest();
    if (room != null && told && latest != null) {
      tell(room, latest);
    }
  }

  private void tell(Room here, Headcount count) {
    here.told(this);
    wire.send(ServerFrames.joined(stream, count));
  }

  /** Shows each link of the chain the count that it has missed. */
  static void offerAll(@Nullable Joined chain) {
    for (Joined each = chain; each != null; each = each.next) {
      if (each.room != null) {
        each.room.offer(each);
      }
    }
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
