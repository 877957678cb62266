package headcount.bench.edge;

import headcount.bench.edge.Seen.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long it takes from a join until another viewer's screen shows it. */
final class Freshness {
  private static final byte[] COUNT = "\"viewers\":".getBytes(StandardCharsets.US_ASCII);

  private final ServerProcess server;
  private final List<Double> millis = new ArrayList<>();

  Freshness(ServerProcess server) {
    this.server = server;
  }

  /** The moment below which that part of the joins was seen, in ms. */
  static double quantile(List<Double> millis, double part) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }

  /**
   * On streams of two viewers that were quiet before: what a join takes where nothing holds it up.
   *
   * @param rounds each is as many joins as there are streams
   */
  List<Double> quiet(int streams, int rounds) {
    try (var watchers = Loads.crowd(server, streams, 1);
        var comers = new Crowd(server.port()).greet(Freshness::stranger)) {
      long[] sentAt = new long[streams];
      watchers.listen(
          (tab, kind, payload, length) -> {
            if (kind == Kind.VIEWERS && sentAt[tab.index] != 0 && viewers(payload, length) == 2) {
              millis.add((System.nanoTime() - sentAt[tab.index]) / 1e6);
              sentAt[tab.index] = 0;
            }
          });
      watchers.grow(streams);
      for (int i = 0; i < streams; i++) {
        comers.open();
      }
      comers.pumpUntil(() -> comers.seen().of(Kind.CONNECTED) == streams);
      for (int round = 0; round < rounds; round++) {
        watchers.pumpFor(3000);
        for (int i = 0; i < streams; i++) {
          sentAt[i] = System.nanoTime();
          comers.send(comers.tab(i), Frames.direct(Frames.join(Loads.stream(i))));
          watchers.pumpFor(7);
        }
        watchers.pumpUntil(() -> Arrays.stream(sentAt).allMatch(at -> at == 0));
        for (int i = 0; i < streams; i++) {
          comers.send(comers.tab(i), Frames.direct(Frames.leave(Loads.stream(i))));
        }
      }
      return millis;
    }
  }

  private static ByteBuffer stranger(int tab) {
    return Frames.direct(Frames.connect(Servers.token(1_000_000 + tab)));
  }

  /** On one stream of so many, which somebody else joins every 5 ms: shown once a second. */
  List<Double> busy(int audience, int joins) {
    try (var crowd = Loads.crowd(server, 1, 1)) {
      crowd.grow(audience);
      crowd.greet(Freshness::stranger);
      for (int i = 0; i < joins; i++) {
        crowd.open();
        int opened = i;
        crowd.pumpUntil(() -> audience + opened - crowd.seen().of(Kind.CONNECTED) < 200);
      }
      crowd.pumpUntil(() -> crowd.seen().of(Kind.CONNECTED) == audience + joins);
      crowd.pumpFor(3000);
      long[] sentAt = new long[joins];
      int[] told = new int[audience];
      var join = Frames.direct(Frames.join(Loads.stream(0)));
      crowd.listen(
          (tab, kind, payload, length) -> {
            if (kind == Kind.VIEWERS && tab.index < audience && tab.index % 100 == 0) {
              int count = Math.toIntExact(viewers(payload, length)) - audience;
              for (; told[tab.index] < count; told[tab.index]++) {
                millis.add((System.nanoTime() - sentAt[told[tab.index]]) / 1e6);
              }
            }
          });
      long start = System.nanoTime();
      for (int i = 0; i < joins; i++) {
        long due = start + TimeUnit.MILLISECONDS.toNanos(5L * i);
        while (System.nanoTime() < due) {
          crowd.pump(1);
        }
        sentAt[i] = System.nanoTime();
        crowd.send(crowd.tab(audience + i), join);
      }
      crowd.pumpUntil(() -> millis.size() == joins * ((audience + 99) / 100));
      return millis;
    }
  }

  private static long viewers(ByteBuffer payload, int length) {
    int at = payload.position() + 20;
    while (!matches(payload, at)) {
      at++;
    }
    long count = 0;
    int end = payload.position() + length;
    for (int i = at + COUNT.length; i < end && payload.get(i) != ','; i++) {
      count = count * 10 + payload.get(i) - '0';
    }
    return count;
  }

  private static boolean matches(ByteBuffer payload, int at) {
    for (int i = 0; i < COUNT.length; i++) {
      if (payload.get(at + i) != COUNT[i]) {
        return false;
      }
    }
    return true;
  }
}
