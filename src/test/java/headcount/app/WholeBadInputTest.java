package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import headcount.http.BadRequest;
import headcount.socket.BadInput;
import headcount.socket.RawSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Everything wrong that can be sent to a running node, while somebody watches a stream in peace.
 */
class WholeBadInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STREAM = "whole-bad-input";
  private static NodeKit kit = NodeKit.one();
  private static TestTab bystander = kit.tab(0).connect(NodeKit.token(77)).join(STREAM);
  private static int settled;

  @BeforeAll
  static void watch() {
    bystander.sees(STREAM, 1, 1);
    settled = bystander.frames().size();
  }

  @AfterAll
  static void stop() {
    bystander.close();
    kit.close();
  }

  @TestFactory
  Stream<DynamicTest> badInputGetsTheContractsAnswerAndTheBystanderStays() {
    var signer = NodeKit.signer();
    return Stream.of(
            BadInput.refusedFrames(signer)
                .map(b -> row("frame", b, () -> connected(b::isRefusedOn))),
            BadInput.badFirstFrames(signer).map(b -> row("first", b, () -> upgraded(b::closes))),
            BadInput.badHandshakes().map(b -> row("handshake", b, () -> bare(b::becomesNoSocket))),
            BadRequest.about(STREAM).map(WholeBadInputTest::request),
            tokens(),
            operations(),
            settings())
        .flatMap(rows -> rows);
  }

  private static DynamicTest row(String kind, BadInput bad, Executable sent) {
    return row(kind + ": " + bad.name(), sent);
  }

  private static DynamicTest row(String name, Executable sent) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          sent.execute();
          bystanderIsUnmoved();
        });
  }

  private static void bystanderIsUnmoved() throws Exception {
    var answer = NodeKit.get(kit.http(0) + "/v1/streams/" + STREAM + "/viewers");
    assertThat(answer.statusCode()).isEqualTo(200);
    var count = JSON.readTree(answer.body());
    assertThat(count.path("viewers").asInt()).isEqualTo(1);
    assertThat(count.path("connections").asInt()).isEqualTo(1);
    assertThat(count.path("quality").asText()).isEqualTo("exact");
    var frames = bystander.frames();
    assertThat(frames.subList(settled, frames.size()))
        .allSatisfy(frame -> assertThat(frame.path("connections").asInt()).isEqualTo(1))
        .allSatisfy(frame -> assertThat(frame.path("viewers").asInt()).isEqualTo(1));
  }

  private static void connected(Consumer<RawSocket> then) {
    upgraded(
        socket -> {
          socket.text("{\"type\":\"connect\",\"token\":\"" + NodeKit.token(41) + "\"}");
          socket.expect("connected");
          then.accept(socket);
        });
  }

  private static void upgraded(Consumer<RawSocket> then) {
    bare(
        socket -> {
          socket.upgrade();
          then.accept(socket);
        });
  }

  private static void bare(Consumer<RawSocket> then) {
    try (var socket = RawSocket.open(kit.socket(0))) {
      then.accept(socket);
    }
  }

  private static DynamicTest request(BadRequest bad) {
    return row(
        bad.toString(),
        () -> bad.isRefusedBy(NodeKit.send(bad.to(kit.http(0), NodeKit.operator()))));
  }

  /** Catalogue requests with every kind of token that is not an operator's good one. */
  private static Stream<DynamicTest> tokens() {
    var good = NodeKit.operator();
    return Stream.of(
        catalogue("no token", null, 401, "token_missing"),
        catalogue("rubbish", "Bearer rubbish", 401, "bad_token"),
        catalogue("another scheme", "Basic " + good, 401, "token_missing"),
        catalogue("no signature", "Bearer " + good.substring(0, 60), 401, "bad_token"),
        catalogue("a viewer's", "Bearer " + NodeKit.token(5), 403, "not_an_operator"));
  }

  private static DynamicTest catalogue(
      String name, @Nullable String authorization, int status, String code) {
    return row(
        "token: " + name,
        () -> {
          var put =
              HttpRequest.newBuilder(URI.create(kit.http(0) + "/v1/streams/" + STREAM))
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"title\":\"t\"}"));
          if (authorization != null) {
            put.header("Authorization", authorization);
          }
          refused(put, status, code);
        });
  }

  /** On the management port. */
  private static Stream<DynamicTest> operations() {
    return Stream.of(
        operation("GET", "/ops/streams/a%20b", 400, "bad_stream"),
        operation("GET", "/ops/streams/never-heard-of", 404, "stream_not_found"),
        operation("GET", "/ops/streams/a.b/records", 400, "bad_stream"),
        operation("POST", "/ops/streams/never-heard-of/recount", 404, "stream_not_found"),
        operation("POST", "/ops/drain?seconds=0", 400, "bad_number"),
        operation("POST", "/ops/drain?seconds=soon", 400, "bad_number"),
        operation("DELETE", "/ops/sessions/nobody", 400, "bad_session"),
        operation("DELETE", "/ops/sessions/4611686018427387903", 404, "session_not_found"),
        operation("GET", "/ops/nothing", 404, "not_found"));
  }

  private static DynamicTest operation(String method, String path, int status, String code) {
    return row(
        "operation: " + method + " " + path,
        () ->
            refused(
                HttpRequest.newBuilder(URI.create(kit.management(0) + path))
                    .method(method, HttpRequest.BodyPublishers.noBody()),
                status,
                code));
  }

  private static void refused(HttpRequest.Builder request, int status, String code)
      throws Exception {
    var answer = NodeKit.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
  }

  /** A second node with the first one's ports: only a refusal of its settings lets it say which. */
  private static Stream<DynamicTest> settings() {
    return Stream.of(
            "access.token-key = short",
            "access.device-key = short",
            "access.origins = [everywhere]",
            "access.limits.streams-per-session = 0",
            "socket.port = 70000",
            "socket.loops = many",
            "http.port = -1",
            "http.public-socket-url = \"http://x\"",
            "http.management.port = 65536",
            "checkpoint.history-step = 7s",
            "checkpoint.interval = 0s",
            "checkpoint.touch = 1ms",
            "stream.relays = 0",
            "stream.hold = 0s",
            "stream.beat = -1s",
            "stream.relay.delta-interval = fast",
            "stream.entity.pulls = 0",
            "stream.push.small-interval = 0s",
            "store.redis.chunk = 5",
            "store.aurora.cluster-connections = 1",
            "app.drain = -1s")
        .map(line -> row("setting: " + line, () -> settingIsRefused(line)));
  }

  private static void settingIsRefused(String line) {
    var name = line.substring(0, line.indexOf(' '));
    assertThatThrownBy(
            () -> Node.start(kit.config(0, ConfigFactory.parseString("headcount." + line))))
        .hasMessageContaining(name.substring(name.lastIndexOf('.') + 1));
  }
}
