package headcount.bench.cluster;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One stream of a million viewers on three nodes; a fourth, without viewers, hosts its entity at
 * first, so that it can be moved without losing anybody. Then the node that it moved to is killed,
 * together with a third of the viewers.
 */
public final class MillionBench implements Bench {
  private static final int CROWDS = 3;
  private static final Duration LONG = Duration.ofMinutes(4);

  @Override
  public String name() {
    return "million";
  }

  @Override
  public String about() {
    return "one stream of 1,000,000 viewers on real nodes without sockets: storms, a move, a kill";
  }

  @Override
  public boolean quick() {
    return false;
  }

  @Override
  public void measure(BenchGround ground, Consumer<Figure> figures) throws Exception {
    int each = ground.quick() ? 33_334 : 333_334;
    try (var cluster = new BenchCluster(ground, 1 + CROWDS, "1500m")) {
      cluster.start(1);
      var first = cluster.node(0);
      first.ask("fill 1 1 1000");
      first.ask("await 0 1 30 0");
      first.ask("empty 1 1");
      cluster.start(CROWDS);
      new Million(ground, cluster, each, figures).play();
    }
  }

  private record Million(
      BenchGround ground, BenchCluster cluster, int each, Consumer<Figure> figures) {
    private int people() {
      return CROWDS * each;
    }

    private List<BenchNode> crowds() {
      return cluster.nodes().subList(1, 1 + CROWDS);
    }

    void play() throws Exception {
      var empty = Double.parseDouble(cluster.node(0).ask("heap"));
      storm("filled at 25,000 joins a second", "fill 1 " + each + " " + 25_000.0 / CROWDS);
      if (cluster.host(0, cluster.node(1)) == cluster.node(0)) {
        var heap = Double.parseDouble(cluster.node(0).ask("heap"));
        figures.accept(
            Figure.low("live heap of the entity's node", (heap - empty) / people(), "B a viewer"));
      }
      figures.accept(Figure.low("all counted anew", recounted(), "s").aim(10.0));
      for (var rate : List.of(25_000, 50_000, 100_000)) {
        var seconds = rate > 25_000 ? 8 : 15;
        var order = "churn 1 " + each + " " + (double) rate / CROWDS + " " + seconds;
        storm(String.format(Locale.ROOT, "%,d joins and leaves a second", rate), order);
      }
      for (var node : cluster.nodes()) {
        var mib = Usage.residentMib(node.pid());
        figures.accept(Figure.low("memory of node " + node.index(), mib, "MiB"));
      }
      moved();
      killed();
    }

    private double recounted() throws InterruptedException {
      return Double.parseDouble(cluster.node(1).ask("recount 0"));
    }

    /** All crowds do that at once; how late they got, and when the count was right again. */
    private void storm(String name, String order) throws InterruptedException {
      ground.say().accept("  " + name);
      var begin = Usage.of(cluster);
      crowds().forEach(node -> node.order(order));
      var late = 0.0;
      for (var node : crowds()) {
        late = Math.max(late, Double.parseDouble(node.answer(LONG)));
      }
      var ended = System.nanoTime();
      var served = awaited(crowds(), people(), 60, 0);
      var settled = served.seconds() < 0 ? -1 : (System.nanoTime() - ended) / 1e9;
      var end = Usage.of(cluster);
      figures.accept(Figure.low(name + ": exact after", settled, "s"));
      figures.accept(Figure.low(name + ": late by", late, "s"));
      var cpu = end.nodesCpu() - begin.nodesCpu();
      figures.accept(Figure.low(name + ": CPU of the nodes", cpu, "s"));
      figures.accept(Figure.low(name + ": CPU of Redis", end.redisCpu() - begin.redisCpu(), "s"));
      figures.accept(Figure.low(name + ": took", end.seconds() - begin.seconds(), "s"));
    }

    private void moved() throws InterruptedException {
      var first = cluster.node(0);
      if (cluster.host(0, cluster.node(1)) != first) {
        ground.say().accept("  the entity was not on the node that was to leave: no move measured");
        return;
      }
      var epoch = Long.parseLong(cluster.node(1).ask("epoch 0"));
      ground.say().accept("  the entity's node leaves");
      first.leave();
      var served = awaited(crowds(), people(), 60, epoch);
      figures.accept(Figure.low("moved: served anew after", served.first(), "s"));
      figures.accept(Figure.low("moved: exact after", served.seconds(), "s").aim(10.0));
      span("moved", served);
    }

    private void killed() throws InterruptedException {
      var host = cluster.host(0, cluster.node(1));
      var epoch = Long.parseLong(cluster.node(1).ask("epoch 0"));
      ground.say().accept("  node " + host.index() + ", the entity's, is killed");
      host.kill();
      var others = new ArrayList<>(crowds());
      others.remove(host);
      var served = awaited(others, people() - (crowds().contains(host) ? each : 0), 120, epoch);
      figures.accept(Figure.low("killed: served anew after", served.first(), "s"));
      figures.accept(
          Figure.low("killed with a third of the viewers: exact after", served.seconds(), "s")
              .aim(40.0));
      span("killed", served);
    }

    private void span(String name, Served served) {
      var all = people() / 100.0;
      figures.accept(Figure.high(name + ": lowest served", served.lowest() / all, "%"));
      figures.accept(Figure.low(name + ": highest served", served.highest() / all, "%"));
    }

    private Served awaited(List<BenchNode> nodes, int wanted, int patience, long after)
        throws InterruptedException {
      nodes.forEach(node -> node.order("await 0 " + wanted + " " + patience + " " + after));
      var all = new Served(0, Integer.MAX_VALUE, 0, 0);
      for (var node : nodes) {
        all = all.and(Served.of(node.answer(LONG)));
      }
      ground.say().accept("    " + all);
      return all;
    }
  }

  /** What nodes served until the last of them was right; negative seconds if one never was. */
  private record Served(double seconds, int lowest, int highest, double first) {
    static Served of(String answer) {
      var words = answer.split(" ", -1);
      return new Served(
          Double.parseDouble(words[0]),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Double.parseDouble(words[3]));
    }

    Served and(Served other) {
      var late = seconds < 0 || other.seconds < 0 ? -1 : Math.max(seconds, other.seconds);
      return new Served(
          late,
          Math.min(lowest, other.lowest),
          Math.max(highest, other.highest),
          Math.max(first, other.first));
    }
  }
}
