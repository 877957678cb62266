package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import headcount.stream.Relays;
import headcount.stream.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;

/** Counts of one stream and of many, and one as events. */
final class CountRoutes extends Routes {
  private static final int MOST_IDS = 100;
  private static final long KNOWN_WITHIN_MILLIS = 1_500;

  private final Relays relays;
  private final Streams streams;
  private final EventStreams events;

  CountRoutes(Relays relays, Streams streams, EventStreams events) {
    this.relays = relays;
    this.streams = streams;
    this.events = events;
  }

  Route routes() {
    var one = segment("v1").slash("streams").slash(segment());
    return concat(
        path(segment("v1").slash("streams").slash("viewers"), () -> get(() -> on(this::many))),
        path(one.slash("viewers"), id -> get(() -> on(request -> viewers(request, id)))),
        path(one.slash("events"), id -> get(() -> on(request -> watch(id)))));
  }

  private CompletionStage<HttpResponse> viewers(HttpRequest request, String id) {
    var stream = Texts.stream(id);
    return counted(stream)
        .thenApply(
            count -> {
              var body = CountBody.of(stream, count);
              return new Shown(body, CountBody.table(id, List.of(body)), Answers.REVALIDATE)
                  .to(request);
            });
  }

  private CompletionStage<HttpResponse> many(HttpRequest request) {
    var counts = asked(request).stream().map(this::body).toList();
    return CompletableFuture.allOf(counts.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              var items = counts.stream().map(CompletableFuture::join).toList();
              return new Shown(
                      new Many(items), CountBody.table("viewers", items), Answers.REVALIDATE)
                  .to(request);
            });
  }

  private CompletableFuture<CountBody> body(StreamId stream) {
    return relays
        .count(stream)
        .thenApply(count -> CountBody.of(stream, count))
        .toCompletableFuture();
  }

  private static List<StreamId> asked(HttpRequest request) {
    var given =
        Query.of(request)
            .text("ids")
            .orElseThrow(
                () ->
                    Refusal.bad(
                        "bad_parameter", "ids is missing", "Give 1 to 100 ids: ?ids=s1,s2."));
    var ids = Arrays.asList(given.split(",", -1));
    if (ids.size() > MOST_IDS) {
      throw Refusal.bad(
          "too_many_ids",
          "ids must be at most " + MOST_IDS + ", were " + ids.size(),
          "Ask in several requests.");
    }
    return ids.stream().map(Texts::stream).toList();
  }

  private CompletionStage<HttpResponse> watch(String id) {
    var stream = Texts.stream(id);
    return counted(stream)
        .thenApply(
            count ->
                events.open(
                    told ->
                        relays.watch(
                            stream, now -> told.accept(Json.text(CountBody.of(stream, now))))));
  }

  /** The count; refused where the stream is neither announced nor was ever watched. */
  private CompletionStage<Headcount> counted(StreamId stream) {
    return relays
        .count(stream)
        .thenCompose(
            count ->
                count.connections() > 0 || count.viewers() > 0
                    ? CompletableFuture.completedFuture(count)
                    : known(stream).thenApply(known -> orNotFound(known, stream, count)));
  }

  private static Headcount orNotFound(boolean known, StreamId stream, Headcount count) {
    if (!known) {
      throw streamNotFound(stream);
    }
    return count;
  }

  /** Taken for known where nobody can tell in time: a store's outage hides no stream. */
  private CompletionStage<Boolean> known(StreamId stream) {
    return streams
        .known(stream)
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(true, KNOWN_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(unreachable -> true);
  }

  private record Many(List<CountBody> items) {}
}
