package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;

/** Tabs whose packets are lost from one moment on, without a word to either end. */
final class HalfOpen implements Row {
  private static final String STREAM = "half-open";
  private static final int TABS = 200;
  private static final int GONE_SECONDS = 68;
  private static final Duration LONGEST = Duration.ofSeconds(80);
  private static final Duration LOOK = Duration.ofMillis(100);

  @Override
  public String name() {
    return "half-open";
  }

  @Override
  public String done() {
    return TABS
        + " tabs of one node, beside 1,000 others on 3, whose packets are dropped from one moment"
        + " on, in both directions";
  }

  @Override
  public String must() {
    return "gone within " + GONE_SECONDS + " s, each at its last sign of life; nobody else ends";
  }

  @Override
  public List<Need> needs() {
    return Namespaces.needs();
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var tabs = new ArrayList<RawTab>();
    try (var scene =
        Scene.open(
            ground, RigPlan.of(3).inNamespaces(), FaultPlan.of("others", ground.sockets(1_000)))) {
      var node = scene.rig().node(1);
      for (var i = 0; i < TABS; i++) {
        var tab = RawTab.join(node.socket(), STREAM, 0);
        tab.listen(new LinkedBlockingQueue<>());
        tabs.add(tab);
      }
      var first = until(scene, TABS, Duration.ofSeconds(30));
      report.promise(first < 30, "all " + TABS + " were counted before");
      scene.mark(TABS + " tabs fall silent");
      new Firewall(scene.rig()).silence(1, tabs.stream().map(RawTab::port).toList());
      var gone = until(scene, 0, LONGEST);
      report.promise(
          gone <= GONE_SECONDS,
          String.format(Locale.ROOT, "the last of %d was gone after %.1f s", TABS, gone));
      var promises = Promises.of(scene, report);
      promises.elsewhereLives().answersThroughout().exactWithin(2);
      report.figure(Figure.GHOSTS, gone);
    } finally {
      tabs.forEach(RawTab::close);
    }
  }

  /** Seconds until another node counts so many connections; the whole time where it does not. */
  private static double until(Scene scene, int connections, Duration longest)
      throws InterruptedException {
    var begin = System.nanoTime();
    var asked = scene.rig().node(0).http().resolve("/v1/streams/" + STREAM + "/viewers");
    while (System.nanoTime() - begin < longest.toNanos()) {
      var answer = scene.rig().asks().get(asked);
      if (answer.ok() && answer.json().path("connections").asInt(-1) == connections) {
        break;
      }
      Scene.rest(LOOK);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
