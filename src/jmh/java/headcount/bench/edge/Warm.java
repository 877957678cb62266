package headcount.bench.edge;

import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.util.function.LongFunction;

/** Measures a server that has been doing the same for a while: its JIT compilers are done. */
final class Warm {
  private static final double COMPILED = 0.04;
  private static final int MOST = 60;
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
    int slices = 0;
    while (slices++ < MOST && compiling(load, SLICE) > COMPILED) {
      // until the compilers have done
    }
    long compiled = server.compilerMicros();
    var cost = load.apply(ground.quick() ? SLICE : 2 * SLICE);
    double share = (double) (server.compilerMicros() - compiled) / cost.wallMicros();
    var after = "; after %d s, compilers %.0f %% of a core".formatted(slices * SLICE, 100 * share);
    ground.say().accept("  " + prefix + name + ": " + cost + after);
    return Figure.low(prefix + name, cost.microsEach(), "µs of CPU");
  }

  /** What part of a core the compilers take under that load. */
  private double compiling(LongFunction<Cost> load, int seconds) {
    long before = server.compilerMicros();
    long wall = load.apply(seconds).wallMicros();
    return (double) (server.compilerMicros() - before) / wall;
  }
}
