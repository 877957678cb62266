package headcount.bench.edge;

import headcount.bench.edge.Seen.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** What is done to a server through a {@link Crowd}: each is for either server. */
final class Loads {
  private Loads() {}

  /** The tab's hello: token and as many streams, spread over so many. */
  static Crowd crowd(ServerProcess server, int streams, int each) {
    var joins = new byte[streams][];
    for (int i = 0; i < streams; i++) {
      joins[i] = Frames.join(stream(i));
    }
    return new Crowd(server.port()).greet(tab -> hello(tab, joins, each));
  }

  private static ByteBuffer hello(int tab, byte[][] joins, int each) {
    var frames = new byte[1 + each][];
    frames[0] = Frames.connect(Servers.token(tab));
    for (int i = 0; i < each; i++) {
      frames[1 + i] = joins[(tab + i) % joins.length];
    }
    return Frames.direct(frames);
  }

  static String stream(int i) {
    return "s" + (i + 1);
  }

  /**
   * One heartbeat from each socket in turn, until the time is over. A round is written while the
   * server stands still, so that it has one frame to read on each socket and no time to wait.
   */
  static Cost heartbeats(ServerProcess server, Crowd crowd, long seconds) {
    var beat = Frames.direct(Frames.heartbeat());
    var beatAndPing = Frames.direct(Frames.heartbeat(), Frames.ping());
    return Cost.of(
        server,
        () -> {
          long beats = 0;
          for (long end = end(seconds); System.nanoTime() < end; beats += crowd.size()) {
            long pongs = crowd.seen().of(Kind.PONG);
            server.stopped(() -> crowd.sendAll(tab -> tab % 500 == 499 ? beatAndPing : beat));
            crowd.pumpUntil(() -> crowd.seen().of(Kind.PONG) - pongs == crowd.size() / 500);
          }
          return beats;
        });
  }

  /** Everybody leaves his stream and joins it again, each round written as heartbeats are. */
  static Cost joinsAndLeaves(ServerProcess server, Crowd crowd, int streams, long seconds) {
    var joins = new ByteBuffer[streams];
    var leaves = new ByteBuffer[streams];
    for (int i = 0; i < streams; i++) {
      joins[i] = Frames.direct(Frames.join(stream(i)));
      leaves[i] = Frames.direct(Frames.leave(stream(i)));
    }
    return Cost.of(
        server,
        () -> {
          long done = 0;
          for (long end = end(seconds); System.nanoTime() < end; done += 2L * crowd.size()) {
            round(server, crowd, leaves, Kind.LEFT);
            round(server, crowd, joins, Kind.JOINED);
          }
          return done;
        });
  }

  private static void round(ServerProcess server, Crowd crowd, ByteBuffer[] frames, Kind answer) {
    long before = crowd.seen().of(answer);
    server.stopped(() -> crowd.sendAll(tab -> frames[tab % frames.length]));
    crowd.pumpUntil(() -> crowd.seen().of(answer) - before == crowd.size());
  }

  /** Everybody joins one stream more, and is told so. */
  static void joinAll(Crowd crowd, int stream) {
    long before = crowd.seen().of(Kind.JOINED);
    var join = Frames.direct(Frames.join(stream(stream)));
    crowd.sendAll(_ -> join);
    crowd.pumpUntil(() -> crowd.seen().of(Kind.JOINED) - before == crowd.size());
  }

  /** Opens, connects, joins and closes, with so many under way at a time. */
  static Cost churn(ServerProcess server, int streams, int atOnce, long seconds) {
    var close = Frames.direct(Frames.close());
    try (var crowd = crowd(server, streams, 1)) {
      crowd.listen(
          (tab, kind, _, _) -> {
            if (kind == Kind.JOINED) {
              crowd.send(tab, close);
            }
          });
      return Cost.of(
          server,
          () -> {
            long opened = 0;
            for (long end = end(seconds); System.nanoTime() < end; opened++) {
              long already = opened;
              crowd.open();
              crowd.pump(0);
              crowd.pumpUntil(() -> already - crowd.seen().of(Kind.ENDED) < atOnce);
            }
            long all = opened;
            crowd.pumpUntil(() -> crowd.seen().of(Kind.ENDED) == all);
            return opened;
          });
    }
  }

  /** Counts the pushes that come by themselves while one more tab joins and leaves each stream. */
  static Cost pushes(ServerProcess server, Crowd crowd, int streams, long seconds) {
    return Cost.of(
        server,
        () -> {
          long before = crowd.seen().of(Kind.VIEWERS);
          int turn = 0;
          for (long end = end(seconds); System.nanoTime() < end; turn++) {
            for (int i = 0; i < streams; i++) {
              var frame = turn % 2 == 0 ? Frames.leave(stream(i)) : Frames.join(stream(i));
              crowd.send(crowd.tab(0), Frames.direct(frame));
            }
            crowd.pumpFor(100);
          }
          return crowd.seen().of(Kind.VIEWERS) - before;
        });
  }

  /** Has a {@link BareServer} write to everybody, again as soon as all have got it. */
  static Cost barePushes(ServerProcess server, Crowd crowd, long seconds) {
    var push = Frames.direct(Frames.push());
    return Cost.of(
        server,
        () -> {
          long before = crowd.seen().of(Kind.VIEWERS);
          for (long end = end(seconds); System.nanoTime() < end; ) {
            long seen = crowd.seen().of(Kind.VIEWERS);
            crowd.send(crowd.tab(0), push);
            crowd.pumpUntil(() -> crowd.seen().of(Kind.VIEWERS) - seen == crowd.size());
          }
          return crowd.seen().of(Kind.VIEWERS) - before;
        });
  }

  private static long end(long seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
