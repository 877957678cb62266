package headcount.app.faults;

import headcount.load.Watching;
import java.time.Duration;
import java.util.Locale;

/** What the stores must hold when a row is over, held against what the tabs themselves know. */
final class RecordPromises {
  private static final Duration GONE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Two steps of the rig's history, and their way. */
  private static final Duration HISTORY = Duration.ofSeconds(40);

  private final Scene scene;
  private final Stores stores;
  private final Report report;
  private final String stream;

  RecordPromises(Scene scene, Stores stores, Report report) {
    this.scene = scene;
    this.stores = stores;
    this.report = report;
    this.stream = scene.crowd().plan().stream();
  }

  /** Nothing is on its way any more so many seconds from now. */
  RecordPromises drainedWithin(Duration limit) throws InterruptedException {
    var took = stores.drained(limit);
    report.promise(
        took >= 0,
        took >= 0
            ? String.format(Locale.ROOT, "outboxes empty after %.1f s", took)
            : "after %d s %d records wait in outboxes and %.0f in nodes"
                .formatted(limit.toSeconds(), stores.redis().outboxes(), stores.buffered()));
    return this;
  }

  /**
   * Everybody goes home; then each watching is one row, and history's joins and leaves are theirs.
   *
   * @param mayLose rows that may be missing
   */
  void everyWatchingIsOneRow(int mayLose) throws InterruptedException {
    scene.crowd().goHome();
    var home = System.nanoTime();
    while (!ended() && System.nanoTime() - home < GONE.toNanos()) {
      Scene.rest(LOOK);
    }
    var watchings = scene.crowd().watchings();
    var moves = stores.rows().moves(stream);
    var wanted = new SessionRows.Moves(watchings.size(), watchings.size());
    while (!moves.equals(wanted) && System.nanoTime() - home < HISTORY.toNanos()) {
      Scene.rest(LOOK);
      moves = stores.rows().moves(stream);
    }
    drainedWithin(GONE);
    var audit = RecordAudit.of(watchings, stores.rows().of(stream));
    report.figure(Figure.LOST, audit.lost());
    report.figure(Figure.DOUBLED, audit.doubled() + audit.strange());
    report.promise(ended() && audit.clean(mayLose), audit.words());
    if (mayLose == 0 || moves.equals(wanted)) {
      report.promise(
          moves.equals(wanted),
          "history counts " + moves.joins() + " joins and " + moves.leaves() + " leaves of them");
    }
    var lost = stores.dropped() + stores.redis().dead();
    report.promise(lost == 0, String.format(Locale.ROOT, "%.0f records given up", lost));
  }

  private boolean ended() {
    return scene.crowd().watchings().stream().allMatch(Watching::ended);
  }
}
