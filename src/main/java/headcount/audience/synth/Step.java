package headcount.audience.synth;

import headcount.audience.StoredStep;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a broadcast's history, with the figures of {@code viewer_history}.
 *
 * @param atMillis its start, Unix ms
 */
public record Step(
    long atMillis,
    long viewerSeconds,
    long anonymousSeconds,
    int peak,
    int low,
    int joins,
    int leaves,
    int liveSeconds,
    int observedSeconds,
    int recoveringSeconds) {
  /** As the database says it. */
  public StoredStep stored(long stream, long category) {
    return new StoredStep(
        stream,
        atMillis,
        category,
        viewerSeconds,
        exactPeak(),
        liveSeconds,
        observedSeconds,
        recoveringSeconds);
  }

  private @Nullable Long exactPeak() {
    return observedSeconds > recoveringSeconds ? (long) peak : null;
  }
}
