package headcount.stream;

import headcount.checkpoint.StoredSizes;
import java.util.Optional;

/**
 * A stream as three witnesses saw it within a moment: the nodes' sockets, its entity and the store.
 *
 * @param reported connections that the nodes' sockets hold
 * @param counted connections that its entity counts
 * @param viewers that its entity counts
 * @param exact whether the entity was sure of them: a count that holds somebody is no drift
 * @param moves joins and leaves that the entity's present life has counted
 * @param stored how much the store holds; empty where it did not answer
 */
record Sight(
    String stream,
    int reported,
    int counted,
    int viewers,
    boolean exact,
    long moves,
    Optional<StoredSizes> stored) {

  Consistency.Line line() {
    var kept = stored.orElse(StoredSizes.NONE);
    return new Consistency.Line(
        stream, reported, counted, kept.connections(), viewers, kept.viewers(), kept.setsOff());
  }

  /** The largest difference that the three show, on its face. */
  int off() {
    return Math.max(Math.abs(counted - reported), storedOff());
  }

  /** By how much the store differs from the entity, or from itself; 0 where it did not answer. */
  int storedOff() {
    return stored
        .map(
            kept ->
                Math.max(
                    kept.setsOff(),
                    Math.max(
                        Math.abs(kept.viewers() - viewers),
                        Math.abs(kept.connections() - counted))))
        .orElse(0);
  }
}
