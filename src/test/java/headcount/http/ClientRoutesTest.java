package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientRoutesTest {
  private PublicPort port;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort("");
  }

  @AfterAll
  void stop() {
    port.close();
  }

  @Test
  void clientIsSentToTheSocketPortOfTheNameItUsed() throws Exception {
    assertThat(port.get("/v1/client").body())
        .isEqualTo("{\"webSocket\":\"ws://127.0.0.1:9123/v1/ws\",\"heartbeatMillis\":25000}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.0.7:8080", "[::1]:8080", "live.example.com"})
  void nameOfTheHostHeaderIsKept(String host) throws Exception {
    var name = host.replaceFirst(":8080$", "");
    assertThat(raw("GET /v1/client HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("\"ws://" + name + ":9123/v1/ws\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/client HTTP/1.1\r\n\r\n",
        "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/client HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET /v1/client HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        "no request at all\r\n\r\n"
      })
  void requestThatCannotBeReadGetsOurBody(String request) throws Exception {
    assertThat(raw(request))
        .containsPattern("^HTTP/1.1 (400|405) ")
        .contains("{\"code\":\"")
        .contains("\"hint\":\"")
        .contains("Cache-Control: no-store");
  }

  private String raw(String request) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void publicAddressGoesBeforeTheName() throws Exception {
    try (var balanced =
        new PublicPort("headcount.http.public-socket-url = \"wss://live.example.com/v1/ws\"")) {
      assertThat(json(balanced.get("/v1/client")).path("webSocket").textValue())
          .isEqualTo("wss://live.example.com/v1/ws");
    }
  }

  @Test
  void readyTellsLoadBalancers() throws Exception {
    assertThat(port.get("/ready").statusCode()).isEqualTo(200);
    port.readiness = Readiness.State.notReady("the node is draining");
    var answer = port.get("/ready");
    port.readiness = Readiness.State.READY;
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).path("message").textValue()).isEqualTo("the node is draining");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void pageIsServedWithItsTypesAndItsPolicy() throws Exception {
    var page = port.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=UTF-8");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'self'")
        .contains("connect-src 'self' ws: wss:");
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    var script = port.get("/watch/main.js");
    assertThat(script.headers().firstValue("content-type"))
        .hasValue("application/javascript; charset=UTF-8");
    var style = port.get("/watch.css");
    assertThat(style.headers().firstValue("content-type")).hasValue("text/css; charset=UTF-8");
    var etag = page.headers().firstValue("etag").orElseThrow();
    assertThat(port.send(port.to("/").header("If-None-Match", etag)).statusCode()).isEqualTo(304);
  }

  @Test
  void dashboardNamesItsLibrariesByTheirContentAndTheyAreKeptForAYear() throws Exception {
    var page = port.get("/dashboard");
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=UTF-8");
    var names = Pattern.compile("/lib/[^\"]+").matcher(page.body()).results();
    var libraries = names.map(MatchResult::group).toList();
    assertThat(libraries).hasSize(2);
    for (var library : libraries) {
      var answer = port.get(library);
      assertThat(answer.statusCode()).as(library).isEqualTo(200);
      assertThat(answer.headers().firstValue("cache-control"))
          .as("the version in dashboard.html is that of the content of " + library)
          .hasValue("public, max-age=31536000, immutable");
      var unnamed = port.get(library.replaceFirst("\\?.*", ""));
      assertThat(unnamed.headers().firstValue("cache-control")).hasValue("no-cache");
      var packed = port.send(port.to(library).header("Accept-Encoding", "gzip"));
      assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
      assertThat(packed.headers().firstValue("vary")).hasValue("Accept-Encoding");
      assertThat(packed.body().length()).isLessThan(answer.body().length());
    }
  }

  @Test
  void otherOriginsMayReadAndAskFirst() throws Exception {
    var asked =
        preflight("/v1/streams/s1/viewers").headers().firstValue("access-control-allow-methods");
    assertThat(asked).hasValue("GET, HEAD");
    assertThat(preflight("/v1/streams/s1/viewers").statusCode()).isEqualTo(204);
    assertThat(preflight("/v1/streams/s1/viewers").headers().firstValue("allow"))
        .hasValue("GET, HEAD, OPTIONS");
    assertThat(preflight("/v1/streams/s1").headers().firstValue("allow"))
        .hasValue("PUT, DELETE, OPTIONS");
    assertThat(preflight("/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(port.get("/v1/client").headers().firstValue("access-control-allow-origin"))
        .hasValue("*");
  }

  private HttpResponse<String> preflight(String path) throws Exception {
    return port.send(
        port.to(path)
            .header("Origin", "https://dashboards.example.com")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }
}
