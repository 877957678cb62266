package headcount.app.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What history and sessions say of an evening in which a node was killed. */
final class HoursWatched implements Row {
  private static final double TOLERATED = 0.01;
  private static final int VICTIM = 1;
  private static final Duration GONE = Duration.ofSeconds(60);

  /** Whose sources were held until a moment ago is counted until then, and the step has to end. */
  private static final Duration LAST_STEPS = Duration.ofSeconds(50);

  private static final Duration DRAINED = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "hours-watched";
  }

  @Override
  public String done() {
    return "load-scenarios/evening.conf for three minutes, who watch for one on average: 10,000 sockets"
        + " over 1,000 streams and 3 nodes; kill -9 of one of them, started again after a minute; then"
        + " the time watched is summed from viewer_history and from user_sessions";
  }

  @Override
  public String must() {
    return "hours watched by history and by sessions agree within 1 %";
  }

  @Override
  public List<Need> needs() {
    return List.of(EveningLoad.need());
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    try (var rig = Rig.start(ground, RigPlan.of(3));
        var stores = new Stores(rig)) {
      var load =
          EveningLoad.begin(rig, ground, Map.of("EVENING_LENGTH", "3m", "EVENING_WATCH", "60s"));
      load.awaitCrowd();
      ground.say().accept("kill -9 of node " + VICTIM);
      rig.kill(VICTIM);
      Scene.rest(GONE);
      rig.startAgain(VICTIM);
      report.promise(!load.played().isDone(), "a node died while people came and went");
      load.played().handle((_, _) -> true).join();
      Scene.rest(LAST_STEPS);
      report.promise(stores.drained(DRAINED) >= 0, "every record was written");
      var watched = WatchedSeconds.in(rig.servers().writer());
      report.promise(
          watched.sat() > 0 && watched.apart() <= TOLERATED,
          String.format(
              Locale.ROOT,
              "%.2f hours by history, %.2f by sessions: %.2f %% apart",
              watched.counted() / 3600,
              watched.sat() / 3600,
              100 * watched.apart()));
    }
  }
}
