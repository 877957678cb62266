package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.stream.Sessions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/** This node for operators: its figures, its meters, its drain, and any session's end. */
final class NodeOpsRoutes extends Routes {
  private static final long USUAL_SECONDS = 60;
  private static final long MOST_SECONDS = 3_600;

  private static final ContentType PROMETHEUS =
      ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8");

  private final ManagementParts.Node node;
  private final Sessions sessions;

  NodeOpsRoutes(ManagementParts.Node node, Sessions sessions) {
    this.node = node;
    this.sessions = sessions;
  }

  Route routes() {
    return concat(
        path("metrics", () -> get(() -> now(request -> metrics()))),
        path(
            segment("ops").slash("node"),
            () -> get(() -> now(request -> Answers.json(200, node.status().now())))),
        path(
            segment("ops").slash("drain"),
            () ->
                concat(
                    get(() -> now(request -> Answers.json(200, node.drain().status()))),
                    post(() -> now(this::drain)))),
        path(
            segment("ops").slash("sessions").slash(segment()),
            id -> delete(() -> on(request -> close(id)))));
  }

  private HttpResponse metrics() {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(PROMETHEUS, ByteString.fromString(node.metrics().scrape())))
        .addHeader(Answers.cacheControl(Answers.NO_STORE));
  }

  private HttpResponse drain(HttpRequest request) {
    var seconds =
        Query.of(request).whole("seconds", "bad_number", 1, MOST_SECONDS).orElse(USUAL_SECONDS);
    return Answers.json(200, node.drain().start(Duration.ofSeconds(seconds)));
  }

  private CompletionStage<HttpResponse> close(String id) {
    var session = Texts.session(id);
    return sessions
        .close(session, Sessions.Why.OPERATOR)
        .thenApply(
            closed -> {
              if (!closed) {
                throw Refusal.of(
                    404,
                    "session_not_found",
                    "no node holds session " + id,
                    "It may have ended; live:tabs in Redis lists the open ones.");
              }
              return Answers.json(200, new Closed(id, true));
            });
  }

  private record Closed(String session, boolean closed) {}
}
