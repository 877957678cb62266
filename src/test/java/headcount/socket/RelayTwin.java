package headcount.socket;

import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.stream.Edge;
import headcount.stream.Relays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Relays in memory: they count what they are told, at once, and push each change to the edge. */
final class RelayTwin implements Relays {
  /** A leave as it was reported. */
  record Left(StreamId stream, SessionId session, long endedAtMillis, EndedBy by) {}

  private final Map<StreamId, Map<SessionId, Tab>> tabs = new HashMap<>();
  private final List<Left> leaves = new ArrayList<>();
  private long version;
  private @Nullable Edge edge;
  private @Nullable StreamId broken;

  /** Whoever joins this stream finds that the relays fail. */
  synchronized void failAt(String stream) {
    broken = new StreamId(stream);
  }

  synchronized void pushTo(Edge pushed) {
    edge = pushed;
  }

  @Override
  public synchronized void join(StreamId stream, Tab tab, Consumer<Headcount> joined) {
    if (stream.equals(broken)) {
      throw new IllegalStateException("as the test wants it");
    }
    tabs.computeIfAbsent(stream, _ -> new LinkedHashMap<>()).put(tab.session(), tab);
    version++;
    joined.accept(now(stream));
    push(stream);
  }

  @Override
  public synchronized void leave(
      StreamId stream, SessionId session, long endedAtMillis, EndedBy by) {
    leaves.add(new Left(stream, session, endedAtMillis, by));
    tabs.getOrDefault(stream, new HashMap<>()).remove(session);
    version++;
    push(stream);
  }

  @Override
  public CompletionStage<Headcount> count(StreamId stream) {
    return CompletableFuture.completedFuture(now(stream));
  }

  @Override
  public Runnable watch(StreamId stream, Consumer<Headcount> listener) {
    throw new UnsupportedOperationException("the socket never watches");
  }

  synchronized Headcount now(StreamId stream) {
    var here = tabs.getOrDefault(stream, Map.of()).values();
    return new Headcount(
        1,
        version,
        (int) here.stream().map(Tab::viewer).distinct().count(),
        here.size(),
        (int) here.stream().filter(Tab::anonymous).map(Tab::viewer).distinct().count(),
        1_790_000_000_000L,
        Quality.EXACT);
  }

  synchronized List<Left> leaves() {
    return List.copyOf(leaves);
  }

  synchronized List<Tab> tabs(String stream) {
    return List.copyOf(tabs.getOrDefault(new StreamId(stream), Map.of()).values());
  }

  private void push(StreamId stream) {
    if (edge != null) {
      edge.counted(stream, now(stream));
    }
  }
}
