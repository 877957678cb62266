package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster of one, so that Pekko Management's own routes have something to tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementServerTest {
  private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
      new com.fasterxml.jackson.databind.ObjectMapper();

  private final Twins twins = new Twins();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ManagementTwins node = new ManagementTwins(twins);
  private ActorTestKit kit;
  private ManagementServer server;

  @BeforeAll
  void start() throws Exception {
    kit =
        ActorTestKit.create(
            "management-test",
            ConfigFactory.parseString(
                    """
                    pekko.actor.provider = cluster
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.cluster.downing-provider-class = ""
                    headcount.http.management.port = 0
                    """)
                .withFallback(ConfigFactory.load()));
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    twins.show("s1", Twins.count(12, 15, 3));
    server =
        ManagementServer.start(
                kit.system(),
                ManagementSettings.from(kit.system().settings().config()),
                node.parts())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() {
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    kit.shutdownTestKit();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void pekkosOwnRoutesAnswer() throws Exception {
    assertThat(send("GET", "/alive").statusCode()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> send("GET", "/ready").statusCode() == 200);
    var members = json(send("GET", "/cluster/members"));
    assertThat(members.path("members")).hasSize(1);
    assertThat(members.path("members").get(0).path("status").textValue()).isEqualTo("Up");
    var missing = send("GET", "/cluster/shards/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(json(missing).path("code").textValue()).isEqualTo("not_found");
  }

  @Test
  void readyAsksTheNodeToo() throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> send("GET", "/ready").statusCode() == 200);
    node.readiness = Readiness.State.notReady("the node is draining");
    var answer = send("GET", "/ready");
    node.readiness = Readiness.State.READY;
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).path("code").textValue()).isEqualTo("not_ready");
    assertThat(json(answer).path("message").textValue()).isEqualTo("the node is draining");
  }

  @Test
  void metricsAreText() throws Exception {
    var answer = send("GET", "/metrics");
    assertThat(answer.body()).isEqualTo("headcount_sockets 15.0\n");
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
  }

  @Test
  void nodeTellsItsFigures() throws Exception {
    assertThat(send("GET", "/ops/node").body())
        .isEqualTo(
            "{\"pid\":4711,\"address\":\"pekko://headcount@127.0.0.1:7355\",\"roles\":[\"anchor\"],"
                + "\"connections\":15,\"streams\":1,\"draining\":false,\"redis\":\"r:6379\",\"stores\":[]}");
  }

  @Test
  void streamTellsItsHostAndItsSources() throws Exception {
    var body = json(send("GET", "/ops/streams/s1"));
    assertThat(body.path("node").textValue()).isEqualTo("pekko://headcount@127.0.0.1:7355");
    assertThat(body.path("pid").longValue()).isEqualTo(4711);
    assertThat(body.path("epoch").longValue()).isEqualTo(7);
    assertThat(body.path("storedVersion").longValue()).isEqualTo(3);
    var source = body.path("sources").get(0);
    assertThat(source.path("seq").longValue()).isEqualTo(9);
    assertThat(source.path("synced").booleanValue()).isTrue();
  }

  @Test
  void recordsAndRecountAnswer() throws Exception {
    assertThat(send("GET", "/ops/streams/s1/records").body())
        .isEqualTo(
            "{\"sessions\":{\"rows\":4,\"distinct\":3},\"history\":{\"rows\":2,\"distinct\":2},"
                + "\"pending\":1}");
    assertThat(json(send("POST", "/ops/streams/s1/recount")).path("viewers").intValue())
        .isEqualTo(12);
  }

  @Test
  void drainIsStartedAndShown() throws Exception {
    assertThat(json(send("GET", "/ops/drain")).path("connections").intValue()).isEqualTo(15);
    assertThat(json(send("POST", "/ops/drain?seconds=5")).path("seconds").intValue()).isEqualTo(5);
    assertThat(json(send("GET", "/ops/drain")).path("draining").booleanValue()).isTrue();
  }

  @Test
  void sessionIsClosedWhereverItIs() throws Exception {
    assertThat(send("DELETE", "/ops/sessions/42").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @CsvSource({
    "GET, /, 404, not_found",
    "GET, /console, 404, not_found",
    "GET, /v1/client, 404, not_found",
    "GET, /ops/streams/never, 404, stream_not_found",
    "GET, /ops/streams/never/records, 404, stream_not_found",
    "POST, /ops/streams/never/recount, 404, stream_not_found",
    "GET, /ops/streams/a%20b, 400, bad_stream",
    "GET, /ops/streams/a.b/records, 400, bad_stream",
    "POST, /ops/streams/%ED%95%9C/recount, 400, bad_stream",
    "GET, /ops/streams/s1/recount, 405, method_not_allowed",
    "DELETE, /ops/node, 405, method_not_allowed",
    "POST, /ops/drain?seconds=0, 400, bad_number",
    "POST, /ops/drain?seconds=soon, 400, bad_number",
    "POST, /ops/drain?seconds=3601, 400, bad_number",
    "POST, /ops/drain?seconds=-5, 400, bad_number",
    "DELETE, /ops/sessions/43, 404, session_not_found",
    "DELETE, /ops/sessions/0, 400, bad_session",
    "DELETE, /ops/sessions/-1, 400, bad_session",
    "DELETE, /ops/sessions/9223372036854775808, 400, bad_session",
    "DELETE, /ops/sessions/tab, 400, bad_session"
  })
  void refusalsHaveTheSameBody(String method, String path, int status, String code)
      throws Exception {
    var answer = send(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("code").textValue()).isEqualTo(code);
    assertThat(json(answer).has("message")).isTrue();
    assertThat(json(answer).has("hint")).isTrue();
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsAreKeptOut() throws Exception {
    var answer = send("POST", "/ops/drain", "Origin", "https://evil.example.com");
    assertThat(answer.statusCode()).isEqualTo(403);
    var own = "http://127.0.0.1:" + server.port();
    assertThat(send("GET", "/ops/node", "Origin", own).statusCode()).isEqualTo(200);
  }

  @Test
  void consistencySumsAndNamesWhatDiffers() throws Exception {
    var body = JSON.readTree(send("GET", "/ops/consistency").body());
    assertThat(body.path("reported").asInt()).isEqualTo(8);
    assertThat(body.path("counted").asInt()).isEqualTo(7);
    assertThat(body.path("stored").asInt()).isEqualTo(7);
    assertThat(body.path("drift").asInt()).isEqualTo(1);
    assertThat(body.at("/differing/0/stream").asText()).isEqualTo("s2");
    assertThat(body.path("differing")).hasSize(1);
    var repaired = JSON.readTree(send("POST", "/ops/consistency/repair").body());
    assertThat(repaired.at("/recounted/0").asText()).isEqualTo("s2");
    assertThat(send("POST", "/ops/consistency").statusCode()).isEqualTo(405);
  }
}
