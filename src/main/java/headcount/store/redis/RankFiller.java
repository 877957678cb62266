package headcount.store.redis;

import com.typesafe.config.Config;
import headcount.audience.synth.OnNow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Puts streams into the rankings of now that no node counts; they stay until they are removed. */
public final class RankFiller {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private RankFiller() {}

  /**
   * Writes the ranks of those that have viewers; blocks.
   *
   * @param config whose {@code headcount.store.redis} says where
   * @return how many
   * @throws IllegalStateException if Redis does not take them in time
   */
  public static int fill(Config config, List<OnNow> streams) {
    var watched = streams.stream().filter(each -> each.viewers() > 0).toList();
    try (var link = new RedisLink(RedisSettings.from(config))) {
      var ranks = new RankWriter(link);
      for (var each : watched) {
        ranks.put(each.stream(), each.broadcast(), each.viewers(), each.mean(), "");
      }
      var began = System.nanoTime();
      while (!ranks.idle()) {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "Redis at " + link.describe() + " does not take the rankings");
        }
        ranks.flush();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return watched.size();
  }
}
