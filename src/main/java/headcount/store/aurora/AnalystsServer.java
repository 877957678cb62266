package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the sums of a day are read from: the analysts' replica, unless it is behind. A mark that
 * the writer sets with each round says how far behind it is. Thread-safe; blocks.
 */
final class AnalystsServer {
  private static final Logger LOG = LoggerFactory.getLogger(AnalystsServer.class);
  private static final String MARK = "writer-mark";

  /** Below the wait before the first sums, so that nothing that they need can be missing. */
  private static final Duration MOST_BEHIND = Duration.ofMinutes(5);

  private final Pools pools;

  AnalystsServer(Pools pools) {
    this.pools = pools;
  }

  /** The writer has come to this moment. */
  void mark(Connection writer, Instant now) throws SQLException {
    JobProgress.save(writer, MARK, now);
  }

  /** Does the work on the replica, or on the writer's own connection. */
  <T> T ask(Connection writer, Instant now, Pools.Work<T> work) throws SQLException {
    var replica =
        pools.<Answered<T>>readNow(
            Pools.Job.ANALYTICS,
            connection -> {
              var mark = JobProgress.of(connection, MARK);
              return mark == null || mark.isBefore(now.minus(MOST_BEHIND))
                  ? new Answered<>(false, null)
                  : new Answered<>(true, work.on(connection));
            });
    var answer = replica.answer();
    if (replica.yes() && answer != null) {
      return answer;
    }
    LOG.warn("the analysts' replica is more than {} behind: summing from the writer", MOST_BEHIND);
    return work.on(writer);
  }

  private record Answered<T>(boolean yes, @Nullable T answer) {}
}
