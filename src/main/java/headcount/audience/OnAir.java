package headcount.audience;

/**
 * When a broadcast was on.
 *
 * @param stream its number in the database
 * @param started Unix ms
 * @param ended Unix ms; 0 while it is on
 */
public record OnAir(long stream, long started, long ended) {}
