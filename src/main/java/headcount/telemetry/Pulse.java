package headcount.telemetry;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one store answers, asked now and then by whoever owns its timer: as a gauge, a timer of
 * its answers, and a line in the log when it changes. Thread-safe.
 */
public final class Pulse {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  /**
   * What is known of a store.
   *
   * @param store its role: {@code redis}, or the name of a database pool
   * @param server {@code host:port}, several with commas between
   * @param up whether it answered when it was last asked; false before the first answer
   * @param latencyMillis of that answer, or how long it was waited for in vain
   * @param ageMillis since then; -1 before
   * @param why it is not up; empty if it is
   */
  public record State(
      String store, String server, boolean up, double latencyMillis, long ageMillis, String why) {}

  private record Beat(boolean up, long tookNanos, long atNanos, String why) {}

  private final String store;
  private final String server;
  private final Supplier<? extends CompletionStage<?>> question;
  private final LongSupplier nanos;
  private final Timer answers;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Beat last;
  private volatile boolean asked;

  /**
   * Asks nothing yet.
   *
   * @param question something cheap that the store must answer; fails within bounds
   */
  public Pulse(
      String store,
      String server,
      Supplier<? extends CompletionStage<?>> question,
      LongSupplier nanos,
      Meters meters) {
    this.store = store;
    this.server = server;
    this.question = question;
    this.nanos = nanos;
    this.last = new Beat(false, 0, nanos.getAsLong(), "not asked yet");
    this.answers =
        meters.timer("store.answer", "time that a store takes to answer", "store", store);
    meters.gauge(
        "store.up",
        "1 if the store answered when it was last asked, otherwise 0",
        () -> last.up() ? 1 : 0,
        "store",
        store);
  }

  /** Asks once; does nothing while the last question is open. Does not block. */
  public void ask() {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    long began = nanos.getAsLong();
    CompletionStage<?> answer;
    try {
      answer = question.get();
    } catch (RuntimeException refused) {
      heard(began, refused);
      return;
    }
    var _ = answer.whenComplete((_, failure) -> heard(began, failure));
  }

  private void heard(long began, @Nullable Throwable failure) {
    long now = nanos.getAsLong();
    var why = failure == null ? "" : said(failure);
    if (failure == null) {
      answers.record(Duration.ofNanos(now - began));
    }
    if (last.up() && failure != null) {
      LOG.warn("{} at {} does not answer: {}", store, server, why);
    } else if (!last.up() && failure == null && asked) {
      LOG.info("{} at {} answers again", store, server);
    }
    last = new Beat(failure == null, now - began, now, why);
    asked = true;
    asking.set(false);
  }

  private static String said(Throwable failure) {
    var cause = failure.getCause();
    var inner = failure instanceof CompletionException && cause != null ? cause : failure;
    var text = inner.getMessage();
    return text == null ? inner.getClass().getSimpleName() : text;
  }

  /** As last heard. */
  public State state() {
    var beat = last;
    return new State(
        store,
        server,
        beat.up(),
        beat.tookNanos() / 1e6,
        asked ? (nanos.getAsLong() - beat.atNanos()) / 1_000_000 : -1,
        beat.why());
  }
}
