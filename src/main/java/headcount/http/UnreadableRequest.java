package headcount.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers requests that are too broken to reach a route: the same error body as everywhere. Made by
 * pekko-http from its class name.
 */
public final class UnreadableRequest extends ParsingErrorHandler {
  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    return switch (status.intValue()) {
      case 413 -> Answers.refused(Faults.tooLarge());
      case 501 ->
          Answers.refused(
                  Refusal.of(
                      405, "method_not_allowed", "this method is not known", "See /openapi.json."))
              .addHeader(RawHeader.create("Allow", "GET, HEAD, OPTIONS, PUT, DELETE, POST"));
      default ->
          Answers.refused(
              Refusal.bad(
                  "bad_request",
                  "the request cannot be read: " + error.summary(),
                  "Percent-encode the path and the query, and keep the headers short."));
    };
  }
}
