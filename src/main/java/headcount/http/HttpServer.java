package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;

/** The public HTTP port: counts, rankings, history, the catalogue and the watch page. */
public final class HttpServer {
  private final Listening listening;
  private final EventStreams events;

  private HttpServer(Listening listening, EventStreams events) {
    this.listening = listening;
    this.events = events;
  }

  /**
   * Binds and serves.
   *
   * @return fails where the port is taken
   */
  public static CompletionStage<HttpServer> start(
      ActorSystem<?> system, HttpSettings settings, PublicParts parts, InstantSource clock) {
    var events = new EventStreams(settings.events());
    var routes = new Everything().of(system, settings, parts, clock, events);
    return Listening.on(system, settings.host(), settings.port(), routes)
        .thenApply(listening -> new HttpServer(listening, events));
  }

  /** The port that was bound. */
  public int port() {
    return listening.address().getPort();
  }

  /** Server-sent event streams that are open now. */
  public int eventStreams() {
    return events.open();
  }

  /** Ends the event streams, takes no more, and cuts off what is still open after that time. */
  public CompletionStage<Void> stop(Duration grace) {
    events.stop();
    return listening.stop(grace);
  }

  /** All public routes in order; pages on other origins may read their answers. */
  private static final class Everything {
    Route of(
        ActorSystem<?> system,
        HttpSettings settings,
        PublicParts parts,
        InstantSource clock,
        EventStreams events) {
      var materializer = Materializer.matFromSystem(system);
      var cached = new CachedAnswers(parts.answers(), clock);
      var routes =
          concat(
              new CountRoutes(parts.relays(), parts.streams(), events).routes(),
              new RankingRoutes(parts.rankings(), events).routes(),
              new HistoryRoutes(
                      parts.history(), cached, parts.streams(), settings.historyStep(), clock)
                  .routes(),
              estimates(settings, parts.analysts(), cached, clock),
              analysts(settings, parts.analysts(), cached, clock),
              new CatalogueRoutes(parts.streams(), parts.operators(), materializer).routes(),
              new ClientRoutes(settings, parts.readiness()).routes(),
              new PageRoutes().routes());
      return mapResponse(Everything::shared, () -> new Faults().sealed(routes));
    }

    private static Route estimates(
        HttpSettings settings, Analysts parts, CachedAnswers cached, InstantSource clock) {
      return concat(
          new ForecastRoutes(parts.sums(), cached, clock).routes(),
          new RevenueRoutes(parts.sums(), settings.revenue(), cached, clock).routes());
    }

    private static Route analysts(
        HttpSettings settings, Analysts parts, CachedAnswers answers, InstantSource clock) {
      return concat(
          new CompareRoutes(parts.analytics(), answers, settings.historyStep(), clock).routes(),
          new GrowthRoutes(parts.analytics(), answers, clock).routes(),
          new TrendRoutes(parts.analytics(), answers, clock).routes(),
          new DailyRoutes(parts.days(), answers, clock).routes());
    }

    private static HttpResponse shared(HttpResponse response) {
      return response
          .addHeader(RawHeader.create("Access-Control-Allow-Origin", "*"))
          .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, HEAD"))
          .addHeader(
              RawHeader.create(
                  "Access-Control-Allow-Headers",
                  "Accept, Cache-Control, If-None-Match, Last-Event-ID"))
          .addHeader(
              RawHeader.create("Access-Control-Expose-Headers", "ETag, Link, Retry-After, X-Cache"))
          .addHeader(RawHeader.create("Access-Control-Max-Age", "86400"));
    }
  }
}
