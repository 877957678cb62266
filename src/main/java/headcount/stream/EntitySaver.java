package headcount.stream;

import headcount.checkpoint.CheckpointSettings;

/**
 * When a stream's entity reads and writes its checkpoint: one thing at a time, and not too often.
 * Pure.
 */
final class EntitySaver {
  private static final long REPORTS_NANOS = 5_000_000_000L;

  /** A stopping entity waits no longer for what is on its way to the store. */
  private static final long LAST_WRITE_NANOS = 1_000_000_000L;

  /** What is to be done next. */
  enum Next {
    NOTHING,
    STRAYS,
    WRITE
  }

  private final long intervalNanos;
  private final long touchNanos;
  private final long started;
  private long written;
  private long accepted;
  private boolean loaded;
  private boolean stored;
  private boolean straysRead;
  private boolean busy;
  private long stopBy = Long.MAX_VALUE;

  EntitySaver(CheckpointSettings settings, long now) {
    this.intervalNanos = settings.interval().toNanos();
    this.touchNanos = settings.touch().toNanos();
    this.started = now;
    this.written = now - intervalNanos;
    this.accepted = now;
  }

  /** The store was read; whether it held anything of this stream. */
  void loaded(boolean found) {
    loaded = true;
    stored = found;
  }

  /** The store holds something of this stream, written by this incarnation. */
  void stored() {
    stored = true;
    straysRead = true;
  }

  boolean isStored() {
    return stored;
  }

  boolean isLoaded() {
    return loaded;
  }

  /**
   * The dead sessions are read before the first write takes their traces away, and not before every
   * node has said what it holds, or had time to.
   *
   * @param awaited answers and snapshots that are still to come
   */
  Next next(boolean published, int awaited, boolean hurry, long now) {
    if (busy || !loaded || !published) {
      return Next.NOTHING;
    }
    boolean due = hurry || now - written >= intervalNanos;
    if (stored && !straysRead) {
      boolean reported = awaited == 0 || now - started > REPORTS_NANOS;
      return reported && due ? Next.STRAYS : Next.NOTHING;
    }
    return due ? Next.WRITE : Next.NOTHING;
  }

  boolean touchDue(long now) {
    return now - accepted >= touchNanos;
  }

  boolean busy() {
    return busy;
  }

  void begun(long now) {
    busy = true;
    written = now;
  }

  /** The entity is to stop. */
  void stop(long now) {
    stopBy = Math.min(stopBy, now + LAST_WRITE_NANOS);
  }

  boolean stopping() {
    return stopBy != Long.MAX_VALUE;
  }

  /**
   * Whether a stopping entity has nothing on its way, or has waited for it long enough: all that
   * time nobody counts the stream. What is still on its way goes on without it, and stands unless
   * the next entity has written by then.
   */
  boolean mayStop(long now) {
    return stopping() && (!busy || now >= stopBy);
  }

  /** The next write is due at once, or when the one on its way is answered. */
  void urgent() {
    written = Long.MIN_VALUE / 2;
  }

  void straysRead() {
    busy = false;
    straysRead = true;
    urgent();
  }

  void accepted(long now) {
    busy = false;
    accepted = now;
  }

  void failed() {
    busy = false;
  }
}
