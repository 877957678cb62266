package headcount.bench.edge;

import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.util.function.LongFunction;

/** Measures a server that has been doing the same for a while: its JIT compilers are done. */
final class Warm {
  private static final double COMPILED = 0.04;
  private static final int MOST = 8;
  private static final int SLICE = 4;

  private final ServerProcess server;
  private final String prefix;
  private final BenchGround ground;

  Warm(ServerProcess server, String prefix, BenchGround ground) {
    this.server = server;
    this.prefix = prefix;
    this.ground = ground;
  }

  /**
   * CPU by the event, without the compilers'.
   *
   * @param load does it for so many seconds
   */
  Figure micros(String name, LongFunction<Cost> load) {
    for (int i = 0; i < MOST; i++) {
      long before = server.compilerMicros();
      var cost = load.apply(SLICE);
      long compiled = server.compilerMicros() - before;
      if (compiled < COMPILED * cost.wallMicros()) {
        break;
      }
    }
    var cost = load.apply(ground.quick() ? SLICE : 2 * SLICE);
    ground.say().accept("  " + prefix + name + ": " + cost);
    return Figure.low(prefix + name, cost.microsEach(), "µs of CPU");
  }
}
