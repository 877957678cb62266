package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.audience.Records;
import headcount.presence.StreamId;
import headcount.stream.Consistency;
import headcount.stream.Streams;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** One stream for operators, asked on any node: how it stands, what is stored, and a recount. */
final class StreamOpsRoutes extends Routes {
  private final Streams streams;
  private final Consistency consistency;
  private final Records records;

  StreamOpsRoutes(Streams streams, Consistency consistency, Records records) {
    this.streams = streams;
    this.consistency = consistency;
    this.records = records;
  }

  Route routes() {
    var one = segment("ops").slash("streams").slash(segment());
    return concat(
        path(one, id -> get(() -> on(request -> describe(Texts.stream(id))))),
        path(one.slash("records"), id -> get(() -> on(request -> records(Texts.stream(id))))),
        path(one.slash("recount"), id -> post(() -> on(request -> recount(Texts.stream(id))))));
  }

  private CompletionStage<HttpResponse> describe(StreamId stream) {
    return whereKnown(
        stream,
        () ->
            streams.describe(stream).thenApply(report -> Answers.json(200, StreamBody.of(report))));
  }

  private CompletionStage<HttpResponse> records(StreamId stream) {
    return whereKnown(
        stream,
        () ->
            inTime(records.of(stream))
                .handle(
                    (held, failure) -> {
                      if (failure != null) {
                        throw Faults.storeGone(
                            "store_unavailable", "the database or Redis", failure);
                      }
                      return Answers.json(200, held);
                    }));
  }

  private CompletionStage<HttpResponse> recount(StreamId stream) {
    return whereKnown(
        stream,
        () ->
            consistency
                .recount(stream)
                .thenApply(count -> Answers.json(200, CountBody.of(stream, count))));
  }

  /** Goes on where the stream is known, or nobody can tell; a question must not bring one to be. */
  private CompletionStage<HttpResponse> whereKnown(
      StreamId stream, Supplier<CompletionStage<HttpResponse>> then) {
    return streams
        .known(stream)
        .exceptionally(unreachable -> true)
        .thenCompose(
            known -> {
              if (!known) {
                throw streamNotFound(stream);
              }
              return then.get();
            });
  }

  private record StreamBody(
      String stream,
      String node,
      long pid,
      long epoch,
      long version,
      int viewers,
      int connections,
      int anonymous,
      long asOf,
      String quality,
      int peak,
      String category,
      String broadcaster,
      long startedAt,
      List<Streams.SourceReport> sources,
      int unanswered,
      int listed,
      @Nullable Long storedVersion) {
    static StreamBody of(Streams.Report report) {
      var count = report.count();
      return new StreamBody(
          report.stream(),
          report.node(),
          report.pid(),
          count.epoch(),
          count.version(),
          count.viewers(),
          count.connections(),
          count.anonymous(),
          count.asOfMillis(),
          count.quality().word(),
          report.peak(),
          report.category(),
          report.broadcaster(),
          report.startedAtMillis(),
          report.sources(),
          report.unanswered(),
          report.listed(),
          report.storedVersion().orElse(null));
    }
  }
}
