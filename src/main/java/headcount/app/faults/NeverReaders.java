package headcount.app.faults;

import headcount.app.Refusal;
import headcount.load.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tabs that send heartbeats and never read a byte, until their connections are full. */
final class NeverReaders implements Row {
  private static final String STREAM = "never-read";
  private static final int NODE = 1;
  private static final int TABS = 200;
  private static final int READERS = 50;
  private static final int ROOM = 4_096;
  private static final Duration CHANGE = Duration.ofMillis(400);
  private static final Duration BEFORE = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final double SLACK_MILLIS = 50;
  private static final String SLOW = "headcount_socket_slow_consumers_total";

  @Override
  public String name() {
    return "never-read";
  }

  @Override
  public String done() {
    return TABS
        + " tabs with room for 4 KiB join a stream of one node, send heartbeats and read nothing,"
        + " while its count changes each 0.4 s; "
        + READERS
        + " others read there, 600 elsewhere";
  }

  @Override
  public String must() {
    return "closed with 1013 once their connections were full; the readers' 99th percentile of push"
        + " latency meanwhile, but for the rounds in which they come or are closed, no more than 50 ms"
        + " above what it was, or twice that; nobody else ends";
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
                ground, RigPlan.of(3).inNamespaces(), FaultPlan.of("others", ground.sockets(600)));
        var latency =
            new Latency(scene.rig().node(NODE).socket(), STREAM, READERS, InstantSource.system())) {
      var before = measured(latency, BEFORE);
      scene.mark(TABS + " tabs that never read");
      for (var i = 0; i < TABS; i++) {
        tabs.add(RawTab.join(scene.rig().node(NODE).socket(), STREAM, ROOM));
      }
      // those who come at once move the count: pushes are paced, whoever reads
      latency.once(CHANGE, new ArrayList<>());
      var during = new ArrayList<Double>();
      var fullest = 0L;
      var slow = 0.0;
      var rounds = 0;
      var end = System.nanoTime() + LONGEST.toNanos();
      while (slow < TABS && System.nanoTime() - end < 0) {
        var round = new ArrayList<Double>();
        latency.once(CHANGE, round);
        if (rounds++ % 20 == 0) {
          tabs.forEach(tab -> tab.say("{\"type\":\"heartbeat\"}"));
          fullest = Math.max(fullest, fullest(scene));
        }
        var closedNow = scene.rig().asks().meter(scene.rig().node(NODE).management(), SLOW);
        if (closedNow == slow) {
          during.addAll(round);
        }
        slow = closedNow;
      }
      judge(report, before, during, latency);
      report.promise(
          slow == TABS && closed(scene) == TABS,
          String.format(
              Locale.ROOT,
              "%.0f of %d closed with 1013, %.0f s after they came; up to %d KiB waited in the"
                  + " kernel for one of them",
              closed(scene),
              TABS,
              (System.nanoTime() - scene.marked()) / 1e9,
              fullest / 1024));
      Promises.of(scene, report).elsewhereLives().answersThroughout().exactWithin(2);
    } finally {
      tabs.forEach(RawTab::close);
    }
  }

  private static List<Double> measured(Latency latency, Duration time) throws InterruptedException {
    var millis = new ArrayList<Double>();
    var end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      latency.once(CHANGE, millis);
    }
    return millis;
  }

  private static void judge(
      Report report, List<Double> before, List<Double> during, Latency latency) {
    var was = Latency.percentile(before, 0.99);
    var is = Latency.percentile(during, 0.99);
    report.promise(
        is <= Math.max(2 * was, was + SLACK_MILLIS) && latency.allOpen(),
        String.format(
            Locale.ROOT,
            "push latency of the %d readers beside them: p50 %.0f ms before, %.0f ms meanwhile; p99"
                + " %.0f ms before, %.0f ms meanwhile (%d and %d pushes)",
            READERS,
            Latency.percentile(before, 0.5),
            Latency.percentile(during, 0.5),
            was,
            is,
            before.size(),
            during.size()));
  }

  private static double closed(Scene scene) {
    var metrics = scene.rig().node(NODE).management();
    return scene.rig().asks().meter(metrics, "headcount_socket_closed_total", "code=\"1013\"");
  }

  /** Bytes in the fullest send queue of the node's sockets, as its own kernel table says. */
  private static long fullest(Scene scene) {
    var port = String.format(Locale.ROOT, ":%04X", scene.rig().node(NODE).socket().getPort());
    try (var lines = Files.lines(Path.of("/proc/" + scene.rig().pid(NODE) + "/net/tcp"))) {
      return lines
          .map(line -> line.strip().split("\\s+", 6))
          .filter(cells -> cells.length == 6 && cells[1].endsWith(port))
          .mapToLong(cells -> Long.parseLong(cells[4].substring(0, cells[4].indexOf(':')), 16))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new Refusal("the node's connections cannot be read: " + e.getMessage(), e);
    }
  }
}
