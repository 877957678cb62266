package headcount.store.aurora;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What tells the present sums of business days, and the names of categories and broadcasters, from
 * those before. Read where the sums are read, so that a replica that is behind has the generation
 * of what it holds; asked again after five seconds. While no reader answers the last one stands.
 * Thread-safe.
 */
final class Generation {
  private static final String NAMES = "names";
  private static final String DAYS_BY_HAND = "days-by-hand";

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final String ONE = "";

  private final Pools pools;
  private final AsyncCache<String, String> newest =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).buildAsync();
  private volatile @Nullable String last;

  Generation(Pools pools) {
    this.pools = pools;
  }

  /** The present one; fails where no reader ever answered. */
  CompletionStage<String> now() {
    return newest
        .get(ONE, (_, _) -> pools.read(Pools.Job.ANALYTICS, Generation::read).toCompletableFuture())
        .handle(
            (found, failure) -> {
              var known = failure == null ? found : last;
              if (known == null) {
                throw new CompletionException(failure);
              }
              last = known;
              return known;
            });
  }

  /** A category or broadcaster got another name; on the writer. */
  static void named(Connection writer) throws SQLException {
    JobProgress.now(writer, NAMES);
  }

  /** Days were summed out of turn; on the writer. */
  static void summedByHand(Connection writer) throws SQLException {
    JobProgress.now(writer, DAYS_BY_HAND);
  }

  private static String read(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("generation"));
        var row = select.executeQuery()) {
      var moved = row.next() ? row.getString(1) : null;
      return moved == null ? "0" : moved;
    }
  }
}
