package headcount.presence;

/**
 * Names a category of streams.
 *
 * @param text 1 to 64 characters of {@code [A-Za-z0-9_-]}
 */
public record CategoryId(String text) implements Comparable<CategoryId> {
  /** The category of a stream that nobody announced. */
  public static final CategoryId UNCATEGORIZED = new CategoryId("uncategorized");

  /** Refuses what is not an id, naming the bound and what broke it. */
  public CategoryId {
    IdGrammar.checked("category", text);
  }

  /** Whether the text is an id; never throws. */
  public static boolean isValid(String text) {
    return IdGrammar.matches(text);
  }

  @Override
  public int compareTo(CategoryId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
