package headcount.presence;

/**
 * A source as its entity sees it, for operators.
 *
 * @param seq the last delta that was applied; -1 while nothing is known
 * @param connections tabs counted from it
 * @param synced whether it is confirmed to be in step
 * @param draining whether its node leaves
 * @param beatAgeNanos since its node was last heard
 */
public record SourceView(
    Source source, long seq, int connections, boolean synced, boolean draining, long beatAgeNanos) {
  static SourceView of(SourceState state, Certainty certainty, long now) {
    return new SourceView(
        state.source,
        state.last,
        state.connections,
        state.synced,
        state.draining(),
        certainty.silence(state.source.incarnation(), state.bornAt, now));
  }
}
