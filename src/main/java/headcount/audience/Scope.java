package headcount.audience;

/**
 * Whose audience is meant.
 *
 * @param key its number in the database; 0 for the platform
 */
public record Scope(Kind kind, long key) {
  /** All streams together. */
  public static final Scope PLATFORM = new Scope(Kind.PLATFORM, 0);

  /** What it is. */
  public enum Kind {
    PLATFORM(0),
    CATEGORY(1),
    BROADCASTER(2),
    /** One broadcast of a stream. */
    STREAM(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** What {@code scope} holds in the database. */
    public int code() {
      return code;
    }
  }
}
