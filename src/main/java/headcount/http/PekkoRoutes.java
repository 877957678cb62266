package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.server.directives.RouteAdapter;
import org.apache.pekko.http.scaladsl.model.Uri;
import org.apache.pekko.management.HealthCheckRoutes;
import org.apache.pekko.management.cluster.javadsl.ClusterHttpManagementRoutes;
import org.apache.pekko.management.scaladsl.ManagementRouteProviderSettings;

/**
 * Pekko Management's own routes, {@code /alive}, {@code /ready} and {@code /cluster/…}, on our
 * port: its own server would answer all other paths in its own words. The cluster's are read-only,
 * as its setting says by default. Failures get our error body, and 503 instead of 500.
 */
final class PekkoRoutes {
  private static final int LONGEST_MESSAGE = 300;

  private final ActorSystem<?> system;

  PekkoRoutes(ActorSystem<?> system) {
    this.system = system;
  }

  Route routes() {
    return mapResponse(this::inOurWords, () -> concat(health(), cluster()));
  }

  private Route health() {
    var extended = (ExtendedActorSystem) system.classicSystem();
    var settings = ManagementRouteProviderSettings.apply(Uri.apply("http://localhost"), true);
    return RouteAdapter.asJava(new HealthCheckRoutes(extended).routes(settings));
  }

  private Route cluster() {
    var cluster = Cluster.get(system);
    return system.settings().config().getBoolean("pekko.management.http.route-providers-read-only")
        ? ClusterHttpManagementRoutes.readOnly(cluster)
        : ClusterHttpManagementRoutes.all(cluster);
  }

  private HttpResponse inOurWords(HttpResponse response) {
    var status = response.status().intValue();
    if (status < 400) {
      return response;
    }
    var state = NodeReadiness.of(system.classicSystem()).now();
    var said = status >= 500 && !state.ready() ? state.why() : said(response);
    return Answers.refused(
        status >= 500
            ? Refusal.later(503, "not_ready", said, Duration.ofSeconds(1))
            : Refusal.of(
                status,
                switch (status) {
                  case 404 -> "not_found";
                  case 405 -> "method_not_allowed";
                  default -> "bad_request";
                },
                said,
                "See the routes of Pekko Management."));
  }

  /** The sentence where it comes as {@code {"message": …}}, otherwise the text. */
  private static String unwrapped(String text) {
    try {
      return Json.tree(text.getBytes(StandardCharsets.UTF_8)).path("message").asText(text);
    } catch (IOException plain) {
      return text;
    }
  }

  private static String said(HttpResponse response) {
    var text =
        response.entity() instanceof HttpEntity.Strict strict
            ? unwrapped(strict.getData().utf8String())
            : "the check failed";
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }
}
