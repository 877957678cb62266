package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Keeps web pages of other origins from working the management port through an operator's browser:
 * browsers name the origin, programs name none.
 */
final class SameOrigin {
  Route only(Route routes) {
    return extractRequest(
        request -> foreign(request) ? complete(Answers.refused(refusal())) : routes);
  }

  private static boolean foreign(HttpRequest request) {
    var host = request.getHeader("Host").map(HttpHeader::value).orElse("");
    return request
        .getHeader("Origin")
        .map(HttpHeader::value)
        .filter(origin -> !origin.endsWith("://" + host))
        .isPresent();
  }

  private static Refusal refusal() {
    return Refusal.of(
        403,
        "foreign_origin",
        "pages of other origins may not use the management port",
        "Open the management port's own pages, or ask with curl.");
  }
}
