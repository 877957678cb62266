package headcount.presence;

/**
 * One connection, which is one tab; issued by the server, never chosen by a client.
 *
 * @param value 1 to 2^63 - 1, random; written in decimal everywhere
 */
public record SessionId(long value) implements Comparable<SessionId> {
  /** Refuses what is not positive. */
  public SessionId {
    if (value <= 0) {
      throw new IllegalArgumentException("session id must be 1 to 2^63 - 1, was " + value);
    }
  }

  @Override
  public int compareTo(SessionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
