package headcount.app.faults;

import headcount.load.FaultCrowd;
import headcount.load.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What Redis must hold of crowds that stand still. */
final class StoredPromises {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final List<FaultCrowd> crowds;
  private final RedisEyes redis;
  private final Report report;

  StoredPromises(List<FaultCrowd> crowds, RedisEyes redis, Report report) {
    this.crowds = List.copyOf(crowds);
    this.redis = redis;
    this.report = report;
  }

  /** Sets and ranking hold the truth of every crowd, so many seconds from now at the latest. */
  void caughtUpWithin(Duration limit, String words) throws InterruptedException {
    var begin = System.nanoTime();
    var behind = behind();
    while (!behind.isEmpty() && System.nanoTime() - begin < limit.toNanos()) {
      Scene.rest(LOOK);
      behind = behind();
    }
    var took = (System.nanoTime() - begin) / 1e9;
    report.promise(
        behind.isEmpty(),
        behind.isEmpty()
            ? String.format(
                Locale.ROOT,
                "sets and ranking of all %d streams true %s after %.1f s",
                crowds.size(),
                words,
                took)
            : words + ", behind: " + behind);
  }

  private List<String> behind() {
    return crowds.stream()
        .filter(crowd -> !stored(crowd))
        .map(crowd -> crowd.plan().stream() + ", truly " + truth(crowd))
        .toList();
  }

  private boolean stored(FaultCrowd crowd) {
    var truth = truth(crowd);
    var wanted = new RedisEyes.Stored(truth.viewers(), truth.connections(), truth.viewers());
    return redis.stored(crowd.plan().stream()).filter(wanted::equals).isPresent();
  }

  private static Figures truth(FaultCrowd crowd) {
    var now = System.nanoTime();
    return crowd.moments().over(now, now).least();
  }
}
