package headcount.audience;

/**
 * Something that may have been kept.
 *
 * @param hit whether all of it was
 */
public record Cached<T>(T value, boolean hit) {}
