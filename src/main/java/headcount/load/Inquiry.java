package headcount.load;

import headcount.load.Question.Cached;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks over connections that are kept, each question on a thread that waits for its answer: no
 * other thread has to wake between the moment a question is due and its end, so that latencies are
 * the node's. The JDK asks once more by itself where a kept connection turns out to be closed.
 * Thread-safe.
 */
final class Inquiry implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int REFUSED = 400;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("analyst-", 0).factory());

  /**
   * What came back.
   *
   * @param status 0 if nothing did
   */
  record Reply(int status, Cached cached) {
    private static final Reply NONE = new Reply(0, Cached.NONE);
  }

  /** Asks, and tells when the last byte of the answer is there. */
  void ask(URI address, Consumer<Reply> told) {
    threads.execute(() -> told.accept(answer(address)));
  }

  private static Reply answer(URI address) {
    try {
      var connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Accept", "application/json");
      var status = connection.getResponseCode();
      try (var body =
          status < REFUSED ? connection.getInputStream() : connection.getErrorStream()) {
        if (body != null) {
          body.transferTo(OutputStream.nullOutputStream());
        }
      }
      return new Reply(status, cached(connection.getHeaderField("X-Cache")));
    } catch (IOException _) {
      return Reply.NONE;
    }
  }

  private static Cached cached(@Nullable String header) {
    return header == null ? Cached.NONE : Cached.of(header);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
