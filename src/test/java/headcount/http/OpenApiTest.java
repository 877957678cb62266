package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The description is held against what the port really does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  /** The routes that outsiders rely on. */
  private static final List<String> CONTRACT =
      List.of(
          "/v1/streams/{id}/viewers",
          "/v1/streams/viewers",
          "/v1/rankings/streams",
          "/v1/rankings/categories",
          "/v1/rankings/broadcasters",
          "/v1/streams/{id}/history",
          "/v1/broadcasters/{id}/history",
          "/v1/analytics/forecast",
          "/v1/analytics/revenue",
          "/v1/analytics/compare",
          "/v1/analytics/growth",
          "/v1/analytics/trends",
          "/v1/analytics/daily",
          "/v1/streams/{id}/events",
          "/v1/rankings/events",
          "/v1/client",
          "/openapi.json",
          "/",
          "/ready",
          "/v1/streams/{id}",
          "/v1/categories/{id}",
          "/v1/broadcasters/{id}");

  private PublicPort port;
  private JsonNode described;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort("");
    port.twins.show("s1", Twins.count(12, 15, 3));
    port.twins.rank(3);
    described = json(port.get("/openapi.json"));
  }

  @AfterAll
  void stop() {
    port.close();
  }

  @Test
  void everyRouteIsDescribed() {
    assertThat(described.path("openapi").textValue()).startsWith("3.1.");
    var paths = new ArrayList<String>();
    described.path("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths).containsExactlyInAnyOrderElementsOf(CONTRACT);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    described.findValuesAsText("$ref").forEach(reference -> assertThat(at(reference)).isNotNull());
  }

  private JsonNode at(String reference) {
    var node = described.at(reference.substring(1));
    assertThat(node.isMissingNode()).as(reference).isFalse();
    return node;
  }

  /** Each path's methods are those that the port allows. */
  @TestFactory
  Stream<DynamicTest> methodsAreThoseThatAreAllowed() {
    return CONTRACT.stream().map(path -> DynamicTest.dynamicTest(path, () -> assertMethods(path)));
  }

  private void assertMethods(String path) throws Exception {
    var allow = send("OPTIONS", path, null).headers().firstValue("allow").orElseThrow();
    var allowed = new TreeSet<>(List.of(allow.split(", ")));
    allowed.removeAll(List.of("OPTIONS", "HEAD"));
    var said = new TreeSet<String>();
    operations(path).forEach(operation -> said.add(operation.getKey().toUpperCase(Locale.ROOT)));
    if (path.equals("/v1/streams/viewers")) {
      allowed.removeAll(List.of("PUT", "DELETE"));
    }
    assertThat(said).isEqualTo(allowed);
  }

  /** Each operation answers its own example, with the fields that it shows. */
  @TestFactory
  Stream<DynamicTest> examplesAnswer() {
    return CONTRACT.stream()
        .flatMap(path -> operations(path).stream().map(it -> Map.entry(path, it)))
        .filter(it -> !it.getKey().endsWith("events"))
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getValue().getKey() + " " + it.getKey(),
                    () -> assertAnswers(it.getKey(), it.getValue())));
  }

  private void assertAnswers(String path, Map.Entry<String, JsonNode> operation) throws Exception {
    var body = operation.getValue().at("/requestBody/content/application~1json/example");
    var answer = send(operation.getKey().toUpperCase(Locale.ROOT), path, body);
    var responses = operation.getValue().path("responses");
    var response = responses.path("" + answer.statusCode());
    assertThat(response.isMissingNode())
        .as("%s is not described: %s", answer.statusCode(), answer.body())
        .isFalse();
    assertThat(answer.statusCode()).isLessThan(300);
    var example = response.at("/content/application~1json/example");
    if (!example.isMissingNode()) {
      assertThat(names(json(answer))).isEqualTo(names(example));
    }
    assertThat(responses.has("405")).isTrue();
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    var inner = node.has("items") ? node.path("items") : node.path("points");
    inner.path(0).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private List<Map.Entry<String, JsonNode>> operations(String path) {
    return described.path("paths").path(path).properties().stream()
        .filter(it -> !it.getKey().equals("parameters"))
        .toList();
  }

  private HttpResponse<String> send(
      String method, String path, @org.jspecify.annotations.Nullable JsonNode body)
      throws Exception {
    var query = path.equals("/v1/streams/viewers") ? "?ids=s1,s2" : "";
    var content = body == null || body.isMissingNode() ? "" : body.toString();
    return port.send(
        port.to(path.replace("{id}", "s1") + query)
            .header("Authorization", "Bearer operator")
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(content)));
  }
}
