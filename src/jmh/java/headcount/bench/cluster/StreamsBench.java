package headcount.bench.cluster;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Many live streams on three nodes, nine viewers each: what they cost while nothing happens, and
 * while in each stream a tab goes and another comes every ten seconds, as many as with ninety
 * viewers who stay for a quarter of an hour.
 */
public final class StreamsBench implements Bench {
  private static final int NODES = 3;
  private static final int WARM_SECONDS = 20;
  private static final int PLACES = 3;
  private static final double EVENTS_A_STREAM = 0.2;
  private static final int LOOK_SECONDS = 5;

  /** Messages a second, for each stream, of streams that stand still, and some room. */
  private static final double STILL_A_STREAM = 0.4;

  private static final Duration LONG = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public String about() {
    return "2,500 to 10,000 live streams on three real nodes without sockets: CPU, messages, Redis";
  }

  @Override
  public boolean quick() {
    return false;
  }

  @Override
  public void measure(BenchGround ground, Consumer<Figure> figures) throws Exception {
    try (var cluster = new BenchCluster(ground, NODES, "1g")) {
      cluster.start(NODES);
      var steps = ground.quick() ? List.of(250, 1_000) : List.of(2_500, 5_000, 10_000);
      ground.say().accept("  warming up");
      all(cluster, "fill " + steps.getFirst() + " " + PLACES + " " + 3_000);
      all(cluster, "churn " + steps.getFirst() + " " + PLACES + " 2000 " + WARM_SECONDS);
      for (var streams : steps) {
        all(cluster, "fill " + streams + " " + PLACES + " " + 3_000);
        settle(cluster, streams, ground);
        var phase = new Phase(cluster, streams, figures, steps.getFirst());
        ground.say().accept("  " + streams + " streams, quiet");
        var seconds = ground.quick() ? 10 : 30;
        var begin = Usage.of(cluster);
        rest(seconds);
        phase.used("quiet", begin);
        ground.say().accept("  " + streams + " streams, moving");
        var rate = EVENTS_A_STREAM * streams / NODES;
        begin = Usage.of(cluster);
        all(cluster, "churn " + streams + " " + PLACES + " " + rate + " " + seconds);
        phase.used("moving", begin);
        for (var node : cluster.nodes()) {
          var mib = Usage.residentMib(node.pid());
          ground.say().accept(String.format(Locale.ROOT, "    node: %.0f MiB", mib));
        }
      }
    }
  }

  /**
   * Waits until nodes have little to say to each other: what a fill or churn left to be answered is
   * no cost of streams that stand still.
   */
  private static void settle(BenchCluster cluster, int streams, BenchGround ground)
      throws InterruptedException {
    var begin = System.nanoTime();
    while (System.nanoTime() - begin < LONG.toNanos()) {
      var before = Usage.of(cluster);
      rest(LOOK_SECONDS);
      var rate = Usage.of(cluster).rate(before, Usage::messages);
      if (rate < STILL_A_STREAM * streams) {
        var took = (System.nanoTime() - begin) / 1_000_000_000;
        ground.say().accept("  " + streams + " streams, still after " + took + " s");
        return;
      }
    }
    throw new IllegalStateException(streams + " streams were not still after " + LONG);
  }

  private static void all(BenchCluster cluster, String order) throws InterruptedException {
    cluster.nodes().forEach(node -> node.order(order));
    for (var node : cluster.nodes()) {
      node.answer(LONG);
    }
  }

  private static void rest(int seconds) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(seconds));
  }

  private record Phase(BenchCluster cluster, int streams, Consumer<Figure> figures, int smallest) {
    void used(String how, Usage begin) throws InterruptedException {
      var end = Usage.of(cluster);
      figure(how, "CPU of the nodes", "ms a second", end, begin, use -> 1_000 * use.nodesCpu());
      figure(how, "CPU of Redis", "ms a second", end, begin, use -> 1_000 * use.redisCpu());
      figure(how, "CPU of MySQL", "ms a second", end, begin, use -> 1_000 * use.mysqlCpu());
      figure(how, "Redis commands", "a second", end, begin, Usage::redisCommands);
      figure(how, "scripts among them", "a second", end, begin, Usage::scripts);
      figure(how, "messages between nodes", "a second", end, begin, Usage::messages);
      figure(how, "bytes between nodes", "B a second", end, begin, Usage::bytes);
    }

    private void figure(
        String how, String what, String unit, Usage end, Usage begin, ToDoubleFunction<Usage> of) {
      var figure = Figure.low(name(streams, how, what), end.rate(begin, of), unit);
      figures.accept(streams == smallest ? figure : figure.against(name(smallest, how, what), 0.5));
    }

    private static String name(int streams, String how, String what) {
      return String.format(Locale.ROOT, "%,d %s: %s", streams, how, what);
    }
  }
}
