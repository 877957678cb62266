package headcount.bench.edge;

import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.util.function.Consumer;

/** What heartbeats, joins, pushes and visits cost a server, beside a peer that does none of it. */
public final class EdgeSpeed extends EdgeBench {
  private static final int AT_ONCE = 64;

  @Override
  public String name() {
    return "edge";
  }

  @Override
  public String about() {
    return "CPU of a heartbeat, a join or leave, a pushed frame and a whole visit, 15,000 sockets";
  }

  @Override
  void measure(Servers servers, BenchGround ground, Consumer<Figure> figures) {
    try (var bare = servers.bare()) {
      var peer = new Warm(bare, "bare Netty: ", ground);
      try (var crowd = Loads.crowd(bare, STREAMS, 1)) {
        crowd.grow(MANY);
        figures.accept(peer.micros("heartbeat, echoed", s -> Loads.heartbeats(bare, crowd, s)));
        figures.accept(
            peer.micros("join or leave", s -> Loads.joinsAndLeaves(bare, crowd, STREAMS, s)));
        figures.accept(peer.micros("push", s -> Loads.barePushes(bare, crowd, s)));
      }
      figures.accept(peer.micros("visit", s -> Loads.churn(bare, STREAMS, AT_ONCE, s)));
    }
    // as often as a tab may be told: 110,000 frames a second, more than a core carries
    try (var node =
        servers.node(
            "-Dheadcount.stream.push.share=0",
            "-Dheadcount.stream.push.medium-audience=1000000",
            "-Dheadcount.stream.push.medium-interval=270ms",
            "-Dheadcount.stream.push.longest-interval=270ms")) {
      var own = new Warm(node, "", ground);
      try (var crowd = Loads.crowd(node, STREAMS, 1)) {
        crowd.grow(MANY);
        accept(figures, own.micros("heartbeat", s -> Loads.heartbeats(node, crowd, s)), 6);
        var join = own.micros("join or leave", s -> Loads.joinsAndLeaves(node, crowd, STREAMS, s));
        accept(figures, join, 10);
        figures.accept(
            Figure.high("joins and leaves a core", 1e6 / join.value(), "/s").aim(90_000));
      }
      try (var crowd = Loads.crowd(node, 1, 1)) {
        crowd.grow(MANY);
        Loads.joinAll(crowd, 1);
        accept(figures, own.micros("push", s -> Loads.pushes(node, crowd, 2, s)), 6.8);
      }
      accept(figures, own.micros("visit", s -> Loads.churn(node, STREAMS, AT_ONCE, s)), 60);
    }
  }

  private static void accept(Consumer<Figure> figures, Figure own, double aim) {
    String peer = own.name().equals("heartbeat") ? "heartbeat, echoed" : own.name();
    figures.accept(own.aim(aim).against("bare Netty: " + peer, TOLERANCE));
  }
}
