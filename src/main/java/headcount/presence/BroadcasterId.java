package headcount.presence;

/**
 * Names a broadcaster.
 *
 * @param text 1 to 64 characters of {@code [A-Za-z0-9_-]}
 */
public record BroadcasterId(String text) implements Comparable<BroadcasterId> {
  /** The broadcaster of a stream that nobody announced. */
  public static final BroadcasterId UNKNOWN = new BroadcasterId("unknown");

  /** Refuses what is not an id, naming the bound and what broke it. */
  public BroadcasterId {
    IdGrammar.checked("broadcaster", text);
  }

  /** Whether the text is an id; never throws. */
  public static boolean isValid(String text) {
    return IdGrammar.matches(text);
  }

  @Override
  public int compareTo(BroadcasterId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
