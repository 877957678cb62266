package headcount.stream;

import java.util.function.LongSupplier;

/**
 * The two clocks of a node.
 *
 * @param nanos monotonic, for everything that is waited for
 * @param wall Unix ms, for everything that is shown or stored
 */
public record Clocks(LongSupplier nanos, LongSupplier wall) {
  /** Monotonic nanoseconds. */
  public long now() {
    return nanos.getAsLong();
  }

  /** Unix milliseconds. */
  public long wallMillis() {
    return wall.getAsLong();
  }
}
