package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import headcount.audience.History;
import headcount.audience.Steps;
import headcount.presence.StreamId;
import headcount.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** How counts went, of streams and of broadcasters. */
final class HistoryRoutes extends Routes {
  /** What is younger may still be written; it is worth asking again soon. */
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private static final List<String> COLUMNS =
      List.of("at", "average", "peak", "low", "joins", "leaves", "coverage", "recovering");

  private final History history;
  private final Streams streams;
  private final HistorySteps steps;
  private final InstantSource clock;

  HistoryRoutes(History history, Streams streams, Duration storedStep, InstantSource clock) {
    this.history = history;
    this.streams = streams;
    this.steps = new HistorySteps(storedStep);
    this.clock = clock;
  }

  Route routes() {
    var stream = segment("v1").slash("streams").slash(segment()).slash("history");
    var broadcaster = segment("v1").slash("broadcasters").slash(segment()).slash("history");
    return concat(
        path(stream, id -> get(() -> on(request -> ofStream(request, id)))),
        path(broadcaster, id -> get(() -> on(request -> ofBroadcaster(request, id)))));
  }

  private CompletionStage<HttpResponse> ofStream(HttpRequest request, String id) {
    var stream = Texts.stream(id);
    var range = range(request);
    return asked(history.ofStream(stream, range))
        .thenCompose(
            points ->
                points.isPresent()
                    ? CompletableFuture.completedFuture(points.get())
                    : beforeItsFirstStep(stream, range))
        .thenApply(points -> shown(request, id, "stream", range, points));
  }

  private CompletionStage<HttpResponse> ofBroadcaster(HttpRequest request, String id) {
    var broadcaster = Texts.broadcaster(id);
    var range = range(request);
    return asked(history.ofBroadcaster(broadcaster, range))
        .thenApply(points -> points.orElseThrow(() -> broadcasterNotFound(id)))
        .thenApply(points -> shown(request, id, "broadcaster", range, points));
  }

  private Steps range(HttpRequest request) {
    return HistoryRange.of(Query.of(request), steps, clock.instant());
  }

  private static CompletionStage<Optional<List<Point>>> asked(
      CompletionStage<Optional<List<History.Point>>> points) {
    return inTime(points)
        .exceptionally(
            failure -> {
              throw Faults.storeGone("reader_unavailable", "the history reader", failure);
            })
        .thenApply(found -> found.map(all -> all.stream().map(Point::of).toList()));
  }

  /** A stream announced or watched a moment ago may not have come to the reader yet. */
  private CompletionStage<List<Point>> beforeItsFirstStep(StreamId stream, Steps range) {
    return streams
        .known(stream)
        .exceptionally(unreachable -> false)
        .thenApply(
            known -> {
              if (!known) {
                throw streamNotFound(stream);
              }
              return range.starts().stream().map(Point::notMeasured).toList();
            });
  }

  private HttpResponse shown(
      HttpRequest request, String id, String kind, Steps range, List<Point> points) {
    var step = HistorySteps.name(range.length());
    var body =
        new Body(
            kind.equals("stream") ? id : null,
            kind.equals("broadcaster") ? id : null,
            range.from(),
            range.to(),
            step,
            Times.name(range.zone()),
            points);
    var settled = range.to().isBefore(clock.instant().minus(SETTLED));
    var table = new Table(id + "-" + step, COLUMNS, points.stream().map(Point::row).toList());
    return new Shown(body, table, settled ? "public, max-age=60" : "public, max-age=5").to(request);
  }

  private static Refusal broadcasterNotFound(String id) {
    return Refusal.of(
        404,
        "broadcaster_not_found",
        "broadcaster " + id + " has never broadcast",
        "Check the id, or name it with PUT /v1/broadcasters/" + id + ".");
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Body(
      @Nullable String stream,
      @Nullable String broadcaster,
      Instant from,
      Instant to,
      String step,
      String zone,
      List<Point> points) {}

  private record Point(
      Instant at,
      @Nullable Double average,
      @Nullable Long peak,
      @Nullable Long low,
      @Nullable Long joins,
      @Nullable Long leaves,
      @Nullable Double coverage,
      @Nullable Long recovering) {
    static Point notMeasured(Instant at) {
      return new Point(at, null, null, null, null, null, null, null);
    }

    static Point of(History.Point p) {
      return new Point(
          p.at(),
          p.average(),
          p.peak(),
          p.low(),
          p.joins(),
          p.leaves(),
          p.coverage(),
          p.recoveringSeconds());
    }

    List<@Nullable Object> row() {
      return Table.row(at, average, peak, low, joins, leaves, coverage, recovering);
    }
  }
}
