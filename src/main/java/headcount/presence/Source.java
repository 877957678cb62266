package headcount.presence;

import java.util.UUID;

/**
 * The truth about the tabs of one node: a node's incarnation and the generation of the relay worker
 * that speaks for it.
 *
 * @param incarnation one life of a node process; a restarted node has another
 * @param generation 0 for the first life of a relay worker, one more after each crash of it
 */
public record Source(UUID incarnation, int generation) {
  /** Refuses a negative generation. */
  public Source {
    if (generation < 0) {
      throw new IllegalArgumentException("generation must not be negative, was " + generation);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is not {@code uuid:generation}
   */
  public static Source parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("source must be uuid:generation, was " + text);
    }
    return new Source(
        UUID.fromString(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return incarnation + ":" + generation;
  }
}
