package headcount.audience;

import org.jspecify.annotations.Nullable;

/**
 * A step of a broadcast's history, as it is stored.
 *
 * @param atMillis its start, Unix ms
 * @param category where it was listed then
 * @param peak highest exact count; null where no instant was exact
 */
public record StoredStep(
    long stream,
    long atMillis,
    long category,
    long viewerSeconds,
    @Nullable Long peak,
    long liveSeconds,
    long observedSeconds,
    long recoveringSeconds) {}
