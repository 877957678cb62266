package headcount.http;

import java.time.Duration;

/** Lets this node's viewers go elsewhere before it stops. Thread-safe; does not block. */
public interface Drain {
  /**
   * Begins to drain, spreading the reconnects over that time; where it has begun already, nothing
   * changes.
   *
   * @param over at least 1 s
   * @return how it stands afterwards
   */
  Status start(Duration over);

  /** How it stands. */
  Status status();

  /**
   * A drain's progress.
   *
   * @param draining whether it was begun
   * @param seconds over how long; 0 before it was begun
   * @param startedAt Unix ms; 0 before it was begun
   * @param connections still open
   * @param done whether nobody is left
   */
  record Status(boolean draining, long seconds, long startedAt, int connections, boolean done) {
    /** A node that stays. */
    public static Status staying(int connections) {
      return new Status(false, 0, 0, connections, false);
    }
  }
}
