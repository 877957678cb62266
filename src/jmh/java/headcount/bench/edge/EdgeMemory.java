package headcount.bench.edge;

import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.util.function.Consumer;

/** What a joined idle connection keeps of the server's memory, as a slope. */
public final class EdgeMemory extends EdgeBench {
  private static final String PEER = "bare Netty, resident";
  private static final int FEW = 5000;
  private static final int AT_ONCE = 64;
  private static final int STEP = 1000;

  @Override
  public String name() {
    return "edge-memory";
  }

  @Override
  public String about() {
    return "memory of a joined idle connection: the slope from 5,000 to 15,000";
  }

  @Override
  void measure(Servers servers, BenchGround ground, Consumer<Figure> figures) {
    try (var bare = servers.bare()) {
      var slope = slope(bare, ground);
      figures.accept(bytes(PEER, slope.resident()));
      figures.accept(bytes("bare Netty, live heap", slope.heap()));
    }
    try (var node = servers.node()) {
      var slope = slope(node, ground);
      figures.accept(bytes("resident", slope.resident()).aim(2500).against(PEER, TOLERANCE));
      figures.accept(bytes("live heap", slope.heap()));
    }
  }

  private static Figure bytes(String name, double each) {
    return Figure.low(name, each, "B a connection");
  }

  /** Memory at a moment, or by the connection. */
  private record Memory(double resident, double heap) {}

  private static Memory slope(ServerProcess server, BenchGround ground) {
    Loads.churn(server, STREAMS, AT_ONCE, ground.quick() ? 8 : 16);
    try (var crowd = Loads.crowd(server, STREAMS, 1)) {
      grow(server, crowd, FEW);
      Memory few = settled(server, crowd);
      grow(server, crowd, MANY);
      Memory many = settled(server, crowd);
      ground.say().accept("  " + server.pid() + ": " + few + ", then " + many);
      return new Memory(
          (many.resident - few.resident) / (MANY - FEW), (many.heap - few.heap) / (MANY - FEW));
    }
  }

  /**
   * In steps, with a collection after each: what a handshake leaves behind is not to be resident.
   */
  private static void grow(ServerProcess server, Crowd crowd, int to) {
    while (crowd.size() < to) {
      crowd.grow(crowd.size() + STEP);
      server.ask("GC.run");
    }
  }

  private static Memory settled(ServerProcess server, Crowd crowd) {
    crowd.pumpFor(5000);
    server.collect();
    crowd.pumpFor(1000);
    return new Memory(server.residentBytes(), server.liveBytes());
  }
}
