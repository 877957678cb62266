package headcount.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps new sockets away from nodes that are not ready, as a load balancer would: asks every node's
 * {@code /ready}, each on a thread of its own, until it is closed.
 */
final class Balancer implements AutoCloseable {
  private final List<Thread> asking = new ArrayList<>();

  private Balancer() {}

  /** Begins to ask; with a rhythm of zero nobody is asked and all nodes are taken in turn. */
  static Balancer start(Asking asking, List<Target> targets, Stage stage, Duration every) {
    var balancer = new Balancer();
    for (var node = 0; node < targets.size() && !every.isZero(); node++) {
      var at = node;
      var ready = targets.get(node).http().resolve("/ready");
      var thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      var shut = !asking.get(ready).ok();
                      stage.later(0, () -> stage.mishaps().shut(at, shut));
                      LockSupport.parkNanos(every.toNanos());
                    }
                  });
      balancer.asking.add(thread);
    }
    return balancer;
  }

  @Override
  public void close() {
    asking.forEach(Thread::interrupt);
    for (var thread : asking) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
