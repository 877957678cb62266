package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/** What a client needs before it begins: the socket's address, the interface, and readiness. */
final class ClientRoutes extends Routes {
  private static final String OPEN_API = "/headcount/openapi.json";

  private final HttpSettings settings;
  private final Readiness readiness;
  private final ByteString openApi;
  private final String openApiTag;

  ClientRoutes(HttpSettings settings, Readiness readiness) {
    this.settings = settings;
    this.readiness = readiness;
    var described = resource();
    this.openApi = ByteString.fromArray(described);
    this.openApiTag = Answers.etag(described);
  }

  Route routes() {
    return concat(
        path(segment("v1").slash("client"), () -> get(() -> now(this::client))),
        path("openapi.json", () -> get(() -> now(this::openApi))),
        path("ready", () -> get(() -> now(request -> ready()))));
  }

  private HttpResponse client(HttpRequest request) {
    var body = new Client(socket(request), settings.heartbeat().toMillis());
    return Answers.cachedJson(request, body, Answers.REVALIDATE);
  }

  /** The name that the client reached us by, so that a phone in the same network finds us too. */
  private String socket(HttpRequest request) {
    return settings
        .publicSocketUrl()
        .orElseGet(
            () -> "ws://" + request.getUri().host() + ":" + settings.socketPort() + "/v1/ws");
  }

  private HttpResponse openApi(HttpRequest request) {
    return Answers.tagged(
        request, ContentTypes.APPLICATION_JSON, openApi, openApiTag, "public, max-age=300");
  }

  private HttpResponse ready() {
    var state = readiness.now();
    return state.ready()
        ? Answers.json(200, new Ready(true))
        : Answers.refused(Refusal.later(503, "not_ready", state.why(), Duration.ofSeconds(1)));
  }

  private static byte[] resource() {
    try (var in = ClientRoutes.class.getResourceAsStream(OPEN_API)) {
      if (in == null) {
        throw new IllegalStateException(OPEN_API + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Client(String webSocket, long heartbeatMillis) {}

  private record Ready(boolean ready) {}
}
