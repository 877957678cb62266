package headcount.stream;

import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** This node's relay workers behind one door. Thread-safe. */
final class NodeRelays implements Relays {
  private final RelayWorkers workers;

  NodeRelays(RelayWorkers workers) {
    this.workers = workers;
  }

  @Override
  public void join(StreamId stream, Tab tab, Consumer<Headcount> joined) {
    workers.of(stream).tell(new RelayWorker.Join(stream, tab, joined));
  }

  @Override
  public void leave(StreamId stream, SessionId session, long endedAtMillis, EndedBy by) {
    workers.of(stream).tell(new RelayWorker.Leave(stream, session, endedAtMillis, by));
  }

  @Override
  public CompletionStage<Headcount> count(StreamId stream) {
    var answer = new CompletableFuture<Headcount>();
    workers.of(stream).tell(new RelayWorker.Count(stream, answer));
    return answer;
  }

  @Override
  public Runnable watch(StreamId stream, Consumer<Headcount> listener) {
    var key = new Object();
    workers.of(stream).tell(new RelayWorker.Watch(stream, key, listener));
    return () -> workers.of(stream).tell(new RelayWorker.Unwatch(stream, key));
  }
}
