package headcount.presence;

/**
 * How far a source was counted.
 *
 * @param seq last delta applied
 * @param joins its joins ever, as counted
 * @param leaves its leaves ever, as counted
 */
public record SourceMark(long seq, long joins, long leaves) {}
