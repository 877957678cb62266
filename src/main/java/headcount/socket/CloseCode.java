package headcount.socket;

/** Why the server closes a socket: the numbers that clients act upon. */
enum CloseCode {
  NORMAL(1000, "bye"),
  GOING_AWAY(1001, "this server is going away"),
  PROTOCOL(1002, "that breaks RFC 6455"),
  NOT_UTF8(1007, "text must be UTF-8"),
  POLICY(1008, "closed by an operator"),
  TOO_BIG(1009, "a message may have 8192 bytes at most"),
  RESTART(1012, "this server restarts"),
  OVERLOADED(1013, "too slow a reader"),
  BAD_FIRST_FRAME(4400, "the first frame must be a connect"),
  BAD_TOKEN(4401, "the token is missing, bad or ended"),
  NOT_ALLOWED(4403, "the token does not open this stream"),
  SILENT(4408, "no sign of life in time"),
  REPLACED(4409, "replaced by a resumed session"),
  TOO_MANY(4429, "too fast or too many connections");

  private final int number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = number;
    this.reason = reason;
  }

  int number() {
    return number;
  }

  /** What stands in the close frame where nothing better is known; ASCII, at most 123 bytes. */
  String reason() {
    return reason;
  }

  /** Whether a client should try again later, without being asked to. */
  boolean comeBack() {
    return switch (this) {
      case GOING_AWAY, RESTART, OVERLOADED, SILENT, TOO_MANY -> true;
      case NORMAL, PROTOCOL, NOT_UTF8, POLICY, TOO_BIG -> false;
      case BAD_FIRST_FRAME, BAD_TOKEN, NOT_ALLOWED, REPLACED -> false;
    };
  }

  /** Whether the tab is expected back elsewhere, so that closing it is not a leave. */
  boolean movesOn() {
    return this == GOING_AWAY || this == RESTART;
  }
}
