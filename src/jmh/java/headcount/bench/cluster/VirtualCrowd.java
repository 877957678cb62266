package headcount.bench.cluster;

import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.stream.Edge;
import headcount.stream.Relays;
import headcount.stream.Sessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A node's viewers without sockets: they come and go at the relays at rates that nothing slows, and
 * show the relays' audits who is there. One thread moves them; everything else is thread-safe.
 */
public final class VirtualCrowd implements Edge {
  private static final long PAUSE_NANOS = 500_000;

  /** What a socket would take; nothing is written here. */
  private static final long FRAME_NANOS = 7_000;

  private final int node;
  private final Map<Integer, VirtualTabs> streams = new ConcurrentHashMap<>();
  private final LongAdder shown = new LongAdder();
  private @Nullable Relays relays;

  /** Of which node, so that their ids are no other node's. */
  public VirtualCrowd(int node) {
    this.node = node;
  }

  /** Where they join. */
  public void at(Relays here) {
    relays = here;
  }

  static StreamId stream(int number) {
    return new StreamId("bench-" + number);
  }

  private Relays relays() {
    return Objects.requireNonNull(relays);
  }

  private void join(int stream, int place) {
    var tab = tabs(stream).join(place);
    relays().join(stream(stream), tab, _ -> {});
  }

  private void leave(int stream, int place) {
    var session = tabs(stream).leave(place);
    relays().leave(stream(stream), session, System.currentTimeMillis(), EndedBy.LEAVE);
  }

  private VirtualTabs tabs(int stream) {
    return streams.computeIfAbsent(stream, number -> new VirtualTabs(node, number));
  }

  /** So many join each of the first streams, at a rate; seconds that it was late at last. */
  double fill(int streamCount, int places, double rate) {
    var begin = System.nanoTime();
    long events = (long) streamCount * places;
    for (var event = 0L; event < events; event++) {
      pace(begin, event, rate);
      join((int) (event % streamCount), (int) (event / streamCount));
    }
    return (System.nanoTime() - begin) / 1e9 - events / rate;
  }

  /** Leaves and joins in turn, places one after the other; seconds that it was late at last. */
  double churn(int streamCount, int places, double rate, double seconds) {
    var begin = System.nanoTime();
    long events = (long) (rate * seconds) / 2 * 2;
    for (var event = 0L; event < events; event++) {
      pace(begin, event, rate);
      var turn = event / 2;
      var stream = (int) (turn % streamCount);
      var place = (int) (turn / streamCount % places);
      if (event % 2 == 0) {
        leave(stream, place);
      } else {
        join(stream, place);
      }
    }
    return (System.nanoTime() - begin) / 1e9 - events / rate;
  }

  /** All at these places leave, at once. */
  void empty(int streamCount, int places) {
    for (var place = 0; place < places; place++) {
      for (var stream = 0; stream < streamCount; stream++) {
        leave(stream, place);
      }
    }
  }

  /** Waits until the event is due; what is overdue is not waited for. */
  private static void pace(long begin, long event, double rate) {
    var due = begin + (long) (event * 1e9 / rate);
    while (System.nanoTime() < due) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Counts that were handed over to be shown. */
  long shown() {
    return shown.sum();
  }

  /** The count as this node serves it. */
  CompletionStage<Headcount> count(int stream) {
    return relays().count(stream(stream));
  }

  @Override
  public void counted(StreamId stream, Headcount served) {
    shown.increment();
  }

  @Override
  public void ended(StreamId stream) {}

  @Override
  public CompletionStage<Map<StreamId, List<Tab>>> tabs() {
    return CompletableFuture.supplyAsync(
        () -> {
          var all = new HashMap<StreamId, List<Tab>>();
          streams.forEach((number, tabs) -> all.put(stream(number), tabs.all()));
          return all;
        });
  }

  @Override
  public CompletionStage<Boolean> close(SessionId session, Sessions.Why why) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public long frameNanos() {
    return FRAME_NANOS;
  }

  @Override
  public int connections() {
    return streams.values().stream().mapToInt(tabs -> tabs.all().size()).sum();
  }
}
