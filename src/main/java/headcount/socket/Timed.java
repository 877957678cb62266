package headcount.socket;

import org.jspecify.annotations.Nullable;

/**
 * Something with a deadline on a {@link TimerWheel}; a link of one slot's ring, so it costs no
 * entry.
 */
abstract class Timed {
  @Nullable Timed before;
  @Nullable Timed after;

  /** The deadline may have come; it may also be early, then it is to be scheduled again. */
  abstract void due(long nowNanos);
}
