package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.stream.Streams;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatcher1;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** What operators announce: broadcasts, categories and broadcasters. */
final class CatalogueRoutes extends Routes {
  private static final Set<String> STREAM =
      new LinkedHashSet<>(List.of("title", "category", "broadcaster", "startedAt"));
  private static final Set<String> NAMED = Set.of("title");
  private static final long BODY_WITHIN_MILLIS = 5_000;

  private final Streams streams;
  private final Bearer bearer;
  private final Materializer materializer;

  CatalogueRoutes(Streams streams, Operators operators, Materializer materializer) {
    this.streams = streams;
    this.bearer = new Bearer(operators);
    this.materializer = materializer;
  }

  Route routes() {
    return concat(
        path(
            under("streams"),
            id ->
                concat(
                    put(() -> on(request -> announce(request, id))),
                    delete(() -> on(request -> end(request, id))))),
        path(under("categories"), id -> put(() -> on(request -> category(request, id)))),
        path(under("broadcasters"), id -> put(() -> on(request -> broadcaster(request, id)))));
  }

  private static PathMatcher1<String> under(String kind) {
    return segment("v1").slash(kind).slash(segment());
  }

  private CompletionStage<HttpResponse> announce(HttpRequest request, String id) {
    bearer.checkOperator(request);
    var stream = Texts.stream(id);
    return body(request, STREAM)
        .thenCompose(
            body -> {
              var title = body.title();
              var category = body.category();
              var broadcaster = body.broadcaster();
              var startedAt = body.startedAt();
              return streams
                  .announce(stream, title, category, broadcaster, startedAt)
                  .thenApply(
                      began ->
                          made(
                              began,
                              new Announced(
                                  id, title, text(category), text(broadcaster), startedAt)));
            });
  }

  private CompletionStage<HttpResponse> end(HttpRequest request, String id) {
    bearer.checkOperator(request);
    var stream = Texts.stream(id);
    return streams
        .end(stream)
        .thenApply(
            ending ->
                switch (ending) {
                  case ENDED -> Answers.json(200, new Ended(id, true));
                  case ALREADY_ENDED ->
                      HttpResponse.create()
                          .withStatus(StatusCodes.NO_CONTENT)
                          .addHeader(Answers.cacheControl(Answers.NO_STORE));
                  case UNKNOWN -> throw streamNotFound(stream);
                });
  }

  private CompletionStage<HttpResponse> category(HttpRequest request, String id) {
    bearer.checkOperator(request);
    var category = Texts.category(id);
    return named(
        request,
        title ->
            streams
                .nameCategory(category, title)
                .thenApply(created -> made(created, new Category(id, title))));
  }

  private CompletionStage<HttpResponse> broadcaster(HttpRequest request, String id) {
    bearer.checkOperator(request);
    var broadcaster = Texts.broadcaster(id);
    return named(
        request,
        title ->
            streams
                .nameBroadcaster(broadcaster, title)
                .thenApply(created -> made(created, new Broadcaster(id, title))));
  }

  private CompletionStage<HttpResponse> named(
      HttpRequest request, Function<String, CompletionStage<HttpResponse>> naming) {
    return body(request, NAMED).thenCompose(body -> naming.apply(body.title()));
  }

  private CompletionStage<CatalogueBody> body(HttpRequest request, Set<String> fields) {
    var type = request.entity().getContentType().mediaType();
    if (!type.mainType().equals("application") || !type.subType().equals("json")) {
      throw Refusal.of(
          415,
          "not_json",
          "the body must be application/json, was " + Texts.quoted(type.toString()),
          "Send Content-Type: application/json.");
    }
    return request
        .entity()
        .toStrict(BODY_WITHIN_MILLIS, materializer)
        .thenApply(entity -> CatalogueBody.of(entity.getData().toArray(), fields));
  }

  private static HttpResponse made(boolean created, Object body) {
    return Answers.json(created ? 201 : 200, body);
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }

  private record Announced(
      String stream,
      String title,
      @Nullable String category,
      @Nullable String broadcaster,
      @Nullable Instant startedAt) {}

  private record Ended(String stream, boolean ended) {}

  private record Category(String category, String title) {}

  private record Broadcaster(String broadcaster, String title) {}
}
