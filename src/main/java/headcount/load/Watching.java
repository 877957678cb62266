package headcount.load;

/**
 * One tab's watching of one stream, as the tab itself knows it.
 *
 * @param session as the server named it, decimal
 * @param viewer as the server named the person, decimal
 * @param joinedAtMillis when it asked to join, Unix ms
 * @param endedAtMillis when it left, closed or lost its socket, Unix ms; {@link #STILL} while it
 *     watches
 */
public record Watching(
    String session, String viewer, String stream, long joinedAtMillis, long endedAtMillis) {
  /** It has not ended. */
  public static final long STILL = -1;

  /** Whether it is over. */
  public boolean ended() {
    return endedAtMillis != STILL;
  }

  Watching endedAt(long millis) {
    return new Watching(session, viewer, stream, joinedAtMillis, millis);
  }
}
