package headcount.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;

/** A public port on a free number, its twins, and a client. */
final class PublicPort implements AutoCloseable {
  final Twins twins = new Twins();
  final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  volatile Readiness.State readiness = Readiness.State.READY;
  private final ActorTestKit kit;
  private final HttpServer server;

  PublicPort(String overrides) throws Exception {
    this(overrides, null);
  }

  /**
   * @param analysts whom analysts' routes ask; null: the twin
   */
  PublicPort(String overrides, @Nullable Analysts analysts) throws Exception {
    kit = ActorTestKit.create("http-test", config(overrides));
    server =
        HttpServer.start(
                kit.system(),
                HttpSettings.from(kit.system().settings().config()),
                new PublicParts(
                    twins.relays,
                    twins.streams,
                    twins.rankings,
                    twins.history,
                    analysts == null ? twins.analysts.parts : analysts,
                    twins.answers,
                    PublicPort::verdict,
                    () -> readiness),
                InstantSource.fixed(Twins.NOW))
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  static Config config(String overrides) {
    return ConfigFactory.parseString(
            overrides
                + """

                pekko.actor.provider = local
                headcount.http { host = "127.0.0.1", port = 0, socket-port = 9123 }
                headcount.http.management.port = 0
                """)
        .withFallback(ConfigFactory.load());
  }

  static Operators.Verdict verdict(String token) {
    return switch (token) {
      case "operator" -> Operators.Verdict.OPERATOR;
      case "viewer" -> Operators.Verdict.VIEWER;
      default -> Operators.Verdict.BAD;
    };
  }

  HttpServer server() {
    return server;
  }

  int port() {
    return server.port();
  }

  HttpRequest.Builder to(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + pathAndQuery))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String pathAndQuery) throws Exception {
    return send(to(pathAndQuery));
  }

  HttpResponse<String> getCsv(String pathAndQuery) throws Exception {
    return send(to(pathAndQuery).header("Accept", "text/csv"));
  }

  HttpResponse<String> put(String path, String token, String body) throws Exception {
    return send(
        to(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.tree(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    client.shutdownNow();
    kit.shutdownTestKit();
  }
}
