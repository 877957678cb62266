package headcount.presence;

/**
 * Names a stream: what people watch, and what is counted.
 *
 * @param text 1 to 64 characters of {@code [A-Za-z0-9_-]}
 */
public record StreamId(String text) implements Comparable<StreamId> {
  /** Refuses what is not an id, naming the bound and what broke it. */
  public StreamId {
    IdGrammar.checked("stream", text);
  }

  /** Whether the text is an id; never throws. */
  public static boolean isValid(String text) {
    return IdGrammar.matches(text);
  }

  @Override
  public int compareTo(StreamId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
