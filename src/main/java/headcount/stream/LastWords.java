package headcount.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A relay worker's wait until all entities know whom its leaving node had.
 *
 * @param done to be completed with whether they do
 * @param deadline when it gives up, monotonic nanos
 */
record LastWords(CompletableFuture<Boolean> done, long deadline) {
  /** Longer than a tab that moved on is said to be here, and twice asked after that. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(6).toNanos();

  static LastWords within(CompletableFuture<Boolean> done, long now) {
    return new LastWords(done, now + PATIENCE_NANOS);
  }
}
