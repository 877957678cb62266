package headcount.bench.edge;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.util.function.Consumer;

/** A bench of the edge: a node on the first core, and whoever drives it on the second. */
abstract class EdgeBench implements Bench {
  /** Sockets of a full node of this machine, whose processes have 20,000 file descriptors. */
  static final int MANY = 15_000;

  /** Streams that they are spread over, where it is not said otherwise. */
  static final int STREAMS = 1000;

  /** By what part a ratio to the peer may get worse: machines like this one drift. */
  static final double TOLERANCE = 0.3;

  @Override
  public boolean quick() {
    return false;
  }

  @Override
  public final void measure(BenchGround ground, Consumer<Figure> figures) {
    try (var _ = Core.second()) {
      measure(new Servers(ground.data(), ground.portOffset()), ground, figures);
    }
  }

  abstract void measure(Servers servers, BenchGround ground, Consumer<Figure> figures);
}
