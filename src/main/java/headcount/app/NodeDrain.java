package headcount.app;

import headcount.http.Drain;
import headcount.socket.EdgeServer;
import headcount.stream.Counting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets this node's viewers go elsewhere: the streams hear of it before the first socket is sent
 * away, so that nobody is taken for having left. Thread-safe.
 */
final class NodeDrain implements Drain {
  private final NodeReadiness readiness;
  private final Counting counting;
  private final EdgeServer edge;
  private final InstantSource clock;
  private @Nullable CompletableFuture<Void> running;
  private volatile Status begun = Status.staying(0);

  NodeDrain(NodeReadiness readiness, Counting counting, EdgeServer edge, InstantSource clock) {
    this.readiness = readiness;
    this.counting = counting;
    this.edge = edge;
    this.clock = clock;
  }

  @Override
  public Status start(Duration over) {
    var _ = run(over);
    return status();
  }

  /** Drains, once; completes when nobody is here any more. */
  synchronized CompletionStage<Void> run(Duration over) {
    var already = running;
    if (already != null) {
      return already;
    }
    readiness.leave();
    begun = new Status(true, over.toSeconds(), clock.millis(), edge.edge().connections(), false);
    counting.drain();
    var drained =
        edge.drain(over).thenCompose(_ -> counting.close(clock.millis())).toCompletableFuture();
    running = drained;
    return drained;
  }

  @Override
  public synchronized Status status() {
    int open = edge.edge().connections();
    var now = running;
    return now == null
        ? Status.staying(open)
        : new Status(true, begun.seconds(), begun.startedAt(), open, now.isDone() && open == 0);
  }

  boolean isDraining() {
    return begun.draining();
  }
}
