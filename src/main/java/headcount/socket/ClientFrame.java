package headcount.socket;

import org.jspecify.annotations.Nullable;

/**
 * What a client said, as far as its form goes; garbage is {@link Malformed}, never an exception.
 */
sealed interface ClientFrame extends Connection.Command {
  /** The first frame; each part as it was sent. */
  record Connect(@Nullable String token, @Nullable String device, @Nullable String resume)
      implements ClientFrame {}

  /** This tab watches from now on; the stream is any text. */
  record Join(String stream, @Nullable String pass) implements ClientFrame {}

  /** This tab watches no longer; the stream is any text. */
  record Leave(String stream) implements ClientFrame {}

  /** Alive. */
  record Heartbeat() implements ClientFrame {
    static final Heartbeat ONE = new Heartbeat();
  }

  /** A new token. */
  record Refresh(String token) implements ClientFrame {}

  /**
   * No frame at all.
   *
   * @param why one clause for the client's author
   */
  record Malformed(String why) implements ClientFrame {}
}
