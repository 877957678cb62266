package headcount.app.faults;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An analyst's question that is asked ten times a second, whether or not those before were
 * answered; as a table, which no cache answers. Thread-safe.
 */
final class Questions implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(100);

  /**
   * One of them.
   *
   * @param askedNanos when, monotonic
   * @param tookSeconds until it was answered
   */
  record Asked(long askedNanos, double tookSeconds, Asks.Answer answer) {}

  private final Asks asks;
  private final URI address;
  private final ConcurrentLinkedQueue<Asked> answered = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private Questions(Asks asks, URI address) {
    this.asks = asks;
    this.address = address;
  }

  static Questions begin(Asks asks, URI address) {
    var questions = new Questions(asks, address);
    var _ =
        questions.timer.scheduleAtFixedRate(
            () -> Thread.startVirtualThread(questions::ask),
            0,
            EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    return questions;
  }

  private void ask() {
    var begin = System.nanoTime();
    var answer = asks.send(HttpRequest.newBuilder(address).header("Accept", "text/csv"));
    answered.add(new Asked(begin, (System.nanoTime() - begin) / 1e9, answer));
  }

  /** Those asked from the one moment until the other that were answered. */
  List<Asked> between(long fromNanos, long toNanos) {
    return answered.stream()
        .filter(each -> each.askedNanos - fromNanos >= 0 && each.askedNanos - toNanos < 0)
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
