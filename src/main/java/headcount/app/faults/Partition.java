package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;

/** The node that hosts the entity of a stream is cut off from the other two, and found again. */
final class Partition implements Row {
  private static final int SHORT_SECONDS = 10;
  private static final Duration AFTER = Duration.ofSeconds(20);
  private static final int PATIENCE_SECONDS = 60;
  private static final int RESTART = 1012;
  private static final int STAYING = 20;

  private final boolean oneWay;
  private final int seconds;

  Partition(boolean oneWay, int seconds) {
    this.oneWay = oneWay;
    this.seconds = seconds;
  }

  private boolean isShort() {
    return seconds <= SHORT_SECONDS;
  }

  @Override
  public String name() {
    return (oneWay ? "one-way-" : "partition-") + seconds;
  }

  @Override
  public String done() {
    return String.format(
        Locale.ROOT,
        "2,000 sockets of one stream over 3 nodes; %s for %d s, then no more; the stores are"
            + " reached throughout%s",
        oneWay
            ? "what its host sends to the other nodes is dropped"
            : "its host is cut off from the other nodes",
        seconds,
        isShort() ? "" : "; the node is started again");
  }

  @Override
  public String must() {
    return isShort()
        ? "nobody ends; every node answers throughout; exact again within 15 s"
        : "one side goes on, the cut off node closes its sockets with 1012; its viewers come back"
            + " elsewhere and count once; exact within 45 s";
  }

  @Override
  public List<Need> needs() {
    return Namespaces.needs();
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var staying = new ArrayList<RawTab>();
    try (var scene =
        Scene.open(
            ground, RigPlan.of(3).inNamespaces(), FaultPlan.of("parted", ground.sockets(2_000)))) {
      var cut = scene.host();
      var firewall = new Firewall(scene.rig());
      if (!isShort()) {
        scene.watch().leave(cut);
        scene.crowd().shut(cut, true);
      }
      for (var i = 0; i < STAYING && !isShort(); i++) {
        var tab = RawTab.join(scene.rig().node(cut).socket(), "staying", 0);
        tab.listen(new LinkedBlockingQueue<>());
        staying.add(tab);
      }
      scene.mark("node " + cut + ", the stream's host, is cut off");
      firewall.drop(cut, oneWay ? Drops.ONE_WAY : Drops.BOTH_WAYS);
      if (isShort()) {
        healed(scene, firewall, cut, report);
      } else {
        decided(scene, firewall, cut, report);
        closed(scene, staying, cut, report);
      }
    } finally {
      staying.forEach(RawTab::close);
    }
  }

  private void healed(Scene scene, Firewall firewall, int cut, Report report)
      throws InterruptedException {
    scene.until(Duration.ofSeconds(seconds));
    firewall.heal(cut);
    scene.until(Duration.ofSeconds(seconds).plus(AFTER));
    Promises.of(scene, report)
        .elsewhereLives()
        .answersThroughout()
        .countStays(99, 101)
        .exactWithin(seconds + 15);
  }

  private void decided(Scene scene, Firewall firewall, int cut, Report report)
      throws InterruptedException {
    var advised = advised(scene, cut);
    scene.rig().awaitEnd(cut);
    report.promise(
        advised < seconds,
        String.format(
            Locale.ROOT,
            "its /ready said 503 after %.1f s, its process ended after %.1f s",
            advised,
            since(scene)));
    scene.until(Duration.ofSeconds(seconds));
    firewall.heal(cut);
    Promises.of(scene, report, cut)
        .elsewhereLives()
        .answersThroughout()
        .countStays(99, 101)
        .exactWithin(45)
        .ghostsGoneWithin(45);
    scene.rig().startAgain(cut);
    scene.crowd().shut(cut, false);
    scene.watch().enter(cut);
    report.promise(
        scene.watch().settles(Duration.ofSeconds(40)), "the node came back into one cluster");
  }

  /** When the node said first that it is cut off; infinite if it ended without having said so. */
  private static double advised(Scene scene, int cut) throws InterruptedException {
    var ready = scene.rig().node(cut).http().resolve("/ready");
    while (scene.rig().isAlive(cut) && since(scene) < PATIENCE_SECONDS) {
      var answer = scene.rig().asks().get(ready);
      if (answer.status() == 503 && answer.text().contains("anchors")) {
        return since(scene);
      }
      Scene.rest(Duration.ofMillis(200));
    }
    return Double.POSITIVE_INFINITY;
  }

  private static void closed(Scene scene, List<RawTab> staying, int cut, Report report) {
    var codes = staying.stream().map(RawTab::closeCode).distinct().toList();
    var crowd = scene.crowd().closings().stream().filter(closing -> closing.node() == cut).toList();
    report.promise(
        codes.equals(List.of(RESTART))
            && crowd.stream().allMatch(closing -> closing.code() == RESTART),
        "it told its viewers to reconnect; %d that stayed were closed with %s, and those of the others that were not away yet: %s"
            .formatted(STAYING, codes, crowd));
  }

  private static double since(Scene scene) {
    return (System.nanoTime() - scene.marked()) / 1e9;
  }
}
