package headcount.socket;

import headcount.access.Access;
import headcount.telemetry.Meters;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What the socket port is built with.
 *
 * @param access who may do what
 * @param incarnation this life of this node
 * @param meters where it measures
 * @param wall the time of day
 * @param nanos monotonic nanoseconds
 */
public record EdgeParts(
    Access access, UUID incarnation, Meters meters, InstantSource wall, LongSupplier nanos) {}
