package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A network between the nodes that loses every tenth packet, all along. */
final class PacketLoss implements Row {
  private static final Duration BUSY = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "packet-loss";
  }

  @Override
  public String done() {
    return "2,000 sockets of one stream over 3 nodes, 20 people a second going and coming for 60 s,"
        + " then nobody; every node drops a tenth of what the others send it, to the end";
  }

  @Override
  public String must() {
    return "no socket ends; every node answers; 98 to 102 % of the viewers; exact when quiet";
  }

  @Override
  public List<Need> needs() {
    return Namespaces.needs();
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    try (var scene =
        Scene.open(
            ground, RigPlan.of(3).inNamespaces(), FaultPlan.of("lossy", ground.sockets(2_000)))) {
      scene.mark("every tenth packet between the nodes is lost");
      var firewall = new Firewall(scene.rig());
      for (var node = 0; node < 3; node++) {
        firewall.drop(node, Drops.TENTH);
      }
      scene.crowd().churn(20 * ground.scale());
      scene.until(BUSY);
      scene.crowd().churn(0);
      var busy = scene.seen();
      report.promise(
          busy.lowest() >= 98 && busy.highest() <= 102,
          String.format(
              Locale.ROOT,
              "while people came and went served counts %.2f to %.2f %%",
              busy.lowest(),
              busy.highest()));
      scene.mark("quiet");
      scene.until(QUIET);
      Promises.of(scene, report).elsewhereLives().answersThroughout().exactWithin(15);
    }
  }
}
