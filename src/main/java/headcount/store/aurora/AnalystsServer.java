package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the sums of a day are read from: the analysts' replica, unless that is behind or away; then
 * the writer. Thread-safe; blocks.
 */
final class AnalystsServer {
  private static final Logger LOG = LoggerFactory.getLogger(AnalystsServer.class);

  /** Below the wait before the first sums, so that nothing that they need can be missing. */
  private static final Duration MOST_BEHIND = Duration.ofMinutes(5);

  private final Pools pools;

  AnalystsServer(Pools pools) {
    this.pools = pools;
  }

  /** Does the work on the replica, or on the writer's own connection. */
  <T> T ask(Connection writer, Pools.Work<T> work) throws SQLException {
    var replica = pools.<Answered<T>>rollupNow(connection -> answered(connection, work));
    if (replica.isPresent()) {
      var answer = replica.get().answer();
      if (answer != null) {
        return answer;
      }
    }
    LOG.warn(
        "the analysts' replica is away or more than {} behind: summing from the writer",
        MOST_BEHIND);
    return work.on(writer);
  }

  private static <T> Answered<T> answered(Connection connection, Pools.Work<T> work)
      throws SQLException {
    var lag = ReplicaLag.of(connection);
    return new Answered<>(
        lag != null && lag <= MOST_BEHIND.toSeconds() ? work.on(connection) : null);
  }

  /** What the replica said; null where it was behind. */
  private record Answered<T>(@Nullable T answer) {}
}
