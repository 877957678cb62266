package headcount.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The streamed bodies that one port has open. After a body of unknown length its connection closes,
 * so that a stop finds no answer that looks finished and is not. Thread-safe.
 */
final class OpenBodies {
  /** What the last bytes of a body have to leave the machine, after its stream has ended. */
  private static final long LINGER_MILLIS = 200;

  private int open;
  private @Nullable CompletableFuture<Void> awaited;

  /** The answer, its body counted while it is open; a body that is there whole is not. */
  HttpResponse counted(HttpResponse response) {
    if (response.entity().isStrict()) {
      return response;
    }
    var watched =
        Flow.of(ByteString.class)
            .watchTermination(
                (start, end) -> {
                  opened();
                  end.whenComplete((done, failure) -> closed());
                  return start;
                });
    var counted = response.transformEntityDataBytes(watched);
    return response.entity().isChunked() ? counted.addHeader(Connection.create("close")) : counted;
  }

  private synchronized void opened() {
    open++;
  }

  private synchronized void closed() {
    open--;
    if (open == 0 && awaited != null) {
      awaited.complete(null);
    }
  }

  /** Completes when no body is open and the last bytes are on their way, or after that time. */
  synchronized CompletionStage<Void> ended(Duration most) {
    if (open == 0) {
      return CompletableFuture.completedFuture(null);
    }
    if (awaited == null) {
      awaited = new CompletableFuture<>();
    }
    var linger = CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS);
    return awaited
        .copy()
        .completeOnTimeout(null, most.toMillis(), TimeUnit.MILLISECONDS)
        .thenRunAsync(() -> {}, linger);
  }
}
