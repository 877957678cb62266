package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import headcount.audience.Cached;
import headcount.audience.History;
import headcount.audience.Steps;
import headcount.presence.StreamId;
import headcount.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

  /** After which no record is expected any more. */
  private static final Duration FINAL = Duration.ofHours(26);

  /** Within which a step's record comes to the reader. */
  private static final Duration ARRIVAL = Duration.ofSeconds(35);

  private static final List<String> COLUMNS =
      List.of("at", "average", "peak", "low", "joins", "leaves", "coverage", "recovering");

  private final History history;
  private final CachedAnswers answers;
  private final Streams streams;
  private final HistorySteps steps;
  private final InstantSource clock;

  HistoryRoutes(
      History history,
      CachedAnswers answers,
      Streams streams,
      Duration storedStep,
      InstantSource clock) {
    this.history = history;
    this.answers = answers;
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
    return read(history.ofStream(stream, range))
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(found.get())
                    : beforeItsFirstStep(stream, range).thenApply(it -> new Cached<>(it, false)))
        .thenApply(
            found ->
                CachedAnswers.marked(
                    new Shown(
                            body(id, null, range, points(found)),
                            table(id, range, found),
                            settled(range) ? "public, max-age=60" : "public, max-age=5")
                        .to(request),
                    found.hit() ? "hit" : "miss"));
  }

  private CompletionStage<HttpResponse> ofBroadcaster(HttpRequest request, String id) {
    var broadcaster = Texts.broadcaster(id);
    var range = range(request);
    return answers.of(
        request,
        "broadcaster-history " + broadcaster + " " + range,
        CachedAnswers.Keepers.PUBLIC,
        () ->
            read(history.ofBroadcaster(broadcaster, range))
                .thenApply(found -> found.orElseThrow(() -> broadcasterNotFound(id)))
                .thenApply(
                    found ->
                        new CachedAnswers.Told(
                            body(null, id, range, points(found)),
                            table(id, range, found),
                            life(range))));
  }

  /** Until another step ends; while the newest one's records may still be on their way a second. */
  private Duration life(Steps range) {
    var now = clock.instant();
    if (Freshness.closed(range.to(), now)) {
      return Freshness.of(range.to(), range.to().isBefore(now.minus(FINAL)), true, now);
    }
    var step = steps.stored();
    var since = Duration.ofMillis(Math.floorMod(now.toEpochMilli(), step.toMillis()));
    return since.compareTo(ARRIVAL) < 0 ? Duration.ofSeconds(1) : step.minus(since);
  }

  private Steps range(HttpRequest request) {
    return HistoryRange.of(Query.of(request), steps, clock.instant());
  }

  private static List<Point> points(Cached<List<History.Point>> found) {
    return found.value().stream().map(Point::of).toList();
  }

  /** A stream announced or watched a moment ago may not have come to the reader yet. */
  private CompletionStage<List<History.Point>> beforeItsFirstStep(StreamId stream, Steps range) {
    return streams
        .known(stream)
        .exceptionally(unreachable -> false)
        .thenApply(
            known -> {
              if (!known) {
                throw streamNotFound(stream);
              }
              return range.starts().stream().map(HistoryRoutes::notMeasured).toList();
            });
  }

  private static History.Point notMeasured(Instant at) {
    return new History.Point(at, null, null, null, null, null, null, null);
  }

  private static Body body(
      @Nullable String stream, @Nullable String broadcaster, Steps range, List<Point> points) {
    var step = HistorySteps.name(range.length());
    var zone = Times.name(range.zone());
    return new Body(stream, broadcaster, range.from(), range.to(), step, zone, points);
  }

  private static Table table(String id, Steps range, Cached<List<History.Point>> found) {
    var name = id + "-" + HistorySteps.name(range.length());
    return new Table(name, COLUMNS, () -> points(found).stream().map(Point::row).toList());
  }

  private boolean settled(Steps range) {
    return range.to().isBefore(clock.instant().minus(SETTLED));
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
