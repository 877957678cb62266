package headcount.presence;

/**
 * A person who watches, the same on every server and in every tab.
 *
 * @param value a decimal token subject as it stands (0 to 2^63 - 1), otherwise a keyed 63-bit hash
 *     with the sign bit set; a negative value therefore says "hashed", not "anonymous"
 */
public record ViewerId(long value) implements Comparable<ViewerId> {
  @Override
  public int compareTo(ViewerId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
