package headcount.load;

import org.jspecify.annotations.Nullable;

/** What a server sent, as far as a simulated viewer needs it. */
sealed interface ServerFrame {
  /** The session stands. */
  record Connected(
      String session, String viewer, String resume, @Nullable String device, boolean anonymous)
      implements ServerFrame {}

  /** What the server says of a stream at one moment. */
  sealed interface Count extends ServerFrame {
    String stream();

    Figures figures();

    String quality();
  }

  /** A join was taken. */
  record Joined(String stream, Figures figures, String quality) implements Count {}

  /** A leave was taken. */
  record Left(String stream) implements ServerFrame {}

  /** A count that changed. */
  record Viewers(String stream, Figures figures, String quality) implements Count {}

  /** A frame of ours was refused. */
  record Refused(String code, String message) implements ServerFrame {}

  /** The server is leaving. */
  record Reconnect(long retryAfterMillis) implements ServerFrame {}

  /** A type of frame this client does not know; the protocol may grow. */
  record Unknown(String type) implements ServerFrame {}

  /** Not a frame of the protocol, and why. */
  record Malformed(String why) implements ServerFrame {}
}
