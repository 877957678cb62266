package headcount.bench.edge;

import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.util.List;
import java.util.function.Consumer;

/** How soon a join is seen on other screens. */
public final class EdgeFreshness extends EdgeBench {
  @Override
  public String name() {
    return "edge-freshness";
  }

  @Override
  public String about() {
    return "from a join to its effect on another viewer's screen";
  }

  @Override
  void measure(Servers servers, BenchGround ground, Consumer<Figure> figures) {
    try (var node = servers.node()) {
      var quiet = new Freshness(node).quiet(200, ground.quick() ? 3 : 8);
      accept(figures, "two viewers, quiet before", quiet, 50);
      var busy = new Freshness(node).busy(5000, ground.quick() ? 1000 : 3000);
      accept(figures, "5,000 viewers, 200 joins/s", busy, 1200);
    }
  }

  private static void accept(
      Consumer<Figure> figures, String what, List<Double> millis, double aim) {
    figures.accept(Figure.low(what + ", median", Freshness.quantile(millis, 0.5), "ms"));
    figures.accept(Figure.low(what + ", p99", Freshness.quantile(millis, 0.99), "ms").aim(aim));
  }
}
