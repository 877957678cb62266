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
}
