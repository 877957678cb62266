package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import headcount.presence.StreamId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;

/** What route files share: requests become stages, and a stage's failure becomes an answer. */
abstract class Routes {
  private static final long STORE_SECONDS = 5;

  /** Answers by this function, which may throw or fail as it likes. */
  final Route on(Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    return extractRequest(request -> completeWithFuture(answered(request, handler)));
  }

  /** Likewise, where the answer is at hand. */
  final Route now(Function<HttpRequest, HttpResponse> handler) {
    return on(request -> CompletableFuture.completedFuture(handler.apply(request)));
  }

  private static CompletionStage<HttpResponse> answered(
      HttpRequest request, Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    try {
      return handler.apply(request).exceptionally(Faults::answer);
    } catch (RuntimeException fault) {
      return CompletableFuture.completedFuture(Faults.answer(fault));
    }
  }

  /**
   * The answer of a store, or a failure when it is silent for too long: a database that hangs is as
   * gone as one that is not there.
   */
  static <T> CompletionStage<T> inTime(CompletionStage<T> answer) {
    return answer.toCompletableFuture().copy().orTimeout(STORE_SECONDS, TimeUnit.SECONDS);
  }

  /** The answer of a reader, or its refusal: {@code reader_unavailable}. */
  static <T> CompletionStage<T> read(CompletionStage<T> answer) {
    return inTime(answer)
        .exceptionally(
            failure -> {
              throw Faults.readerGone(failure);
            });
  }

  static Refusal streamNotFound(StreamId stream) {
    return Refusal.of(
        404,
        "stream_not_found",
        "stream " + stream + " was neither announced nor ever watched",
        "Check the id, or announce it with PUT /v1/streams/" + stream + ".");
  }
}
