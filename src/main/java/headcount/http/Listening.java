package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeoutResponse;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/** A bound port whose every answer is one of ours. Thread-safe. */
final class Listening {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ServerBinding binding;
  private final OpenBodies bodies;

  private Listening(ServerBinding binding, OpenBodies bodies) {
    this.binding = binding;
    this.bodies = bodies;
  }

  /** Binds; the stage fails where the port is taken. */
  static CompletionStage<Listening> on(ActorSystem<?> system, String host, int port, Route routes) {
    var bodies = new OpenBodies();
    return Http.get(system)
        .newServerAt(host, port)
        .withSettings(settings(system))
        .bind(new Listed().whole(routes, bodies))
        .thenApply(binding -> new Listening(binding, bodies));
  }

  private static ServerSettings settings(ActorSystem<?> system) {
    var config = system.settings().config();
    var laidOver =
        config.getConfig("headcount.http.server").atPath("pekko.http.server").withFallback(config);
    return ServerSettings.create(laidOver);
  }

  InetSocketAddress address() {
    return binding.localAddress();
  }

  /**
   * Takes no more, lets bodies that are being streamed end within half of that time and requests
   * without an answer be answered within the other half, and cuts the rest off.
   *
   * <p>Pekko's own termination waits for answers only until their heads are out: by itself it would
   * cut every body that is still being streamed.
   */
  CompletionStage<Void> stop(Duration grace) {
    return binding
        .unbind()
        .thenCompose(unbound -> bodies.ended(grace.dividedBy(2)))
        .thenCompose(ended -> binding.terminate(grace.dividedBy(2)))
        .thenAccept(terminated -> {});
  }

  /** Puts the outermost layer around routes. */
  private static final class Listed {
    Route whole(Route routes, OpenBodies bodies) {
      return withRequestTimeoutResponse(
          late ->
              Answers.refused(
                  Refusal.later(503, "too_slow", "this took too long to answer", RETRY_AFTER)),
          () ->
              mapResponse(
                  response -> bodies.counted(finished(response)),
                  () -> new Faults().sealed(routes)));
    }

    private static HttpResponse finished(HttpResponse response) {
      var cached =
          response.getHeader("Cache-Control").isPresent()
              ? response
              : response.addHeader(Answers.cacheControl(Answers.NO_STORE));
      return cached.addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
    }
  }
}
