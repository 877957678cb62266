package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer: the one place that does, and the one that logs it. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** A route that always answers, with a refusal's body where no inner route does. */
  Route sealed(Route routes) {
    return extractRequest(request -> routes.seal(rejections(request), exceptions()));
  }

  private RejectionHandler rejections(HttpRequest request) {
    return RejectionHandler.newBuilder()
        .handleAll(MethodRejection.class, rejected -> complete(wrongMethod(request, rejected)))
        .handle(
            Rejection.class,
            rejection ->
                complete(
                    Answers.refused(
                        Refusal.bad(
                            "bad_request",
                            "the request cannot be taken as it is",
                            "See /openapi.json."))))
        .handleNotFound(complete(Answers.refused(nothingAt(request))))
        .build();
  }

  private ExceptionHandler exceptions() {
    return ExceptionHandler.newBuilder().matchAny(fault -> complete(answer(fault))).build();
  }

  /** The answer to a failure, whatever it is wrapped in. */
  static HttpResponse answer(Throwable fault) {
    return switch (cause(fault)) {
      case Refusal refusal -> Answers.refused(refusal);
      case EntityStreamSizeException tooLarge -> Answers.refused(tooLarge());
      case TimeoutException late -> unavailable("unavailable", "nobody answered in time", late);
      case Throwable other -> unavailable("unavailable", "this cannot be answered now", other);
    };
  }

  /** 503, with what happened in the log and not in the answer. */
  static HttpResponse unavailable(String code, String message, Throwable fault) {
    LOG.warn("a request was answered with 503 {}: {}", code, message, fault);
    return Answers.refused(Refusal.later(503, code, message, RETRY_AFTER));
  }

  /** A port that fails is a store that is out of reach; a refusal stays what it is. */
  static RuntimeException storeGone(String code, String store, Throwable fault) {
    var cause = cause(fault);
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    LOG.warn("{} cannot be reached, a request gets 503", store, cause);
    return Refusal.later(503, code, store + " cannot be reached", RETRY_AFTER);
  }

  /** No reader answered, or one broke the question off. */
  static RuntimeException readerGone(Throwable fault) {
    var cause = cause(fault);
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    LOG.warn("no reader answered, a request gets 503", cause);
    return Refusal.later(503, "reader_unavailable", "no reader can answer this now", RETRY_AFTER);
  }

  static Throwable cause(Throwable fault) {
    var inner = fault.getCause();
    return inner != null
            && (fault instanceof CompletionException || fault instanceof ExecutionException)
        ? cause(inner)
        : fault;
  }

  static Refusal tooLarge() {
    return Refusal.of(
        413, "body_too_large", "a body may have at most 65536 bytes", "Send a smaller body.");
  }

  private static Refusal nothingAt(HttpRequest request) {
    return Refusal.of(
        404,
        "not_found",
        "there is nothing at " + Texts.quoted(request.getUri().path()),
        "See /openapi.json for what there is.");
  }

  private static HttpResponse wrongMethod(HttpRequest request, List<MethodRejection> rejected) {
    var allowed =
        rejected.stream()
            .map(MethodRejection::supported)
            .flatMap(
                it -> it.equals(HttpMethods.GET) ? Stream.of(it, HttpMethods.HEAD) : Stream.of(it))
            .map(HttpMethod::name)
            .distinct()
            .collect(Collectors.joining(", "));
    var allow = RawHeader.create("Allow", allowed + ", OPTIONS");
    if (request.method().equals(HttpMethods.OPTIONS)) {
      return HttpResponse.create()
          .withStatus(StatusCodes.NO_CONTENT)
          .addHeader(Answers.cacheControl("max-age=86400"))
          .addHeader(allow);
    }
    return Answers.refused(
            Refusal.of(
                405,
                "method_not_allowed",
                request.method().name() + " is not for this path",
                "It takes " + allowed + "."))
        .addHeader(allow);
  }
}
