package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueRoutesTest {
  private PublicPort port;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort("");
  }

  @AfterAll
  void stop() {
    port.close();
  }

  @BeforeEach
  void empty() {
    port.twins.gone = false;
    port.twins.announced.clear();
  }

  private HttpResponse<String> delete(String path, String token) throws Exception {
    return port.send(port.to(path).header("Authorization", "Bearer " + token).DELETE());
  }

  @Test
  void announcingSaysWhetherABroadcastBegan() throws Exception {
    var body =
        "{\"title\":\"오늘의 게임\",\"category\":\"games\",\"broadcaster\":\"ann\","
            + "\"startedAt\":\"2026-09-21T12:00:00Z\"}";
    var first = port.put("/v1/streams/s1", "operator", body);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(json(first).path("title").textValue()).isEqualTo("오늘의 게임");
    assertThat(port.twins.announced)
        .containsEntry("stream s1", "오늘의 게임|games|ann|2026-09-21T12:00:00Z");
    assertThat(port.put("/v1/streams/s1", "operator", body).statusCode()).isEqualTo(200);
  }

  @Test
  void startMayBeGivenInUnixMillis() throws Exception {
    port.put("/v1/streams/s1", "operator", "{\"title\":\"t\",\"startedAt\":1790000000000}");
    assertThat(port.twins.announced).containsEntry("stream s1", "t|null|null|2026-09-21T14:13:20Z");
  }

  @Test
  void streamMayBeNamedViewers() throws Exception {
    assertThat(port.put("/v1/streams/viewers", "operator", "{\"title\":\"t\"}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void endingSaysWhatItDid() throws Exception {
    assertThat(delete("/v1/streams/s1", "operator").statusCode()).isEqualTo(404);
    port.put("/v1/streams/s1", "operator", "{\"title\":\"t\"}");
    assertThat(delete("/v1/streams/s1", "operator").statusCode()).isEqualTo(200);
    assertThat(delete("/v1/streams/s1", "operator").statusCode()).isEqualTo(204);
  }

  @Test
  void categoriesAndBroadcastersAreNamed() throws Exception {
    assertThat(port.put("/v1/categories/games", "operator", "{\"title\":\"게임\"}").statusCode())
        .isEqualTo(201);
    assertThat(port.put("/v1/categories/games", "operator", "{\"title\":\"G\"}").statusCode())
        .isEqualTo(200);
    assertThat(port.put("/v1/broadcasters/ann", "operator", "{\"title\":\"Ann\"}").statusCode())
        .isEqualTo(201);
    assertThat(port.twins.announced)
        .containsEntry("category games", "G")
        .containsEntry("broadcaster ann", "Ann");
  }

  @Test
  void onlyOperatorsMayChangeAnything() throws Exception {
    assertThat(port.put("/v1/streams/s1", "viewer", "{\"title\":\"t\"}").statusCode())
        .isEqualTo(403);
    var bad = port.put("/v1/streams/s1", "forged", "{\"title\":\"t\"}");
    assertThat(bad.statusCode()).isEqualTo(401);
    assertThat(bad.headers().firstValue("www-authenticate")).hasValue("Bearer");
    assertThat(bad.body()).doesNotContain("forged");
    assertThat(port.send(port.to("/v1/streams/s1").DELETE()).statusCode()).isEqualTo(401);
    assertThat(delete("/v1/streams/s1", "viewer").statusCode()).isEqualTo(403);
    assertThat(port.twins.announced).isEmpty();
  }

  @Test
  void bodyOfExactlySixtyFourKibibytesIsRead() throws Exception {
    var fits = "{\"title\":\"t\"" + " ".repeat(65_536 - 13) + "}";
    assertThat(fits).hasSize(65_536);
    assertThat(port.put("/v1/streams/s1", "operator", fits).statusCode()).isEqualTo(201);
    var over = port.put("/v1/streams/s1", "operator", fits + " ");
    assertThat(over.statusCode()).isEqualTo(413);
    assertThat(json(over).path("code").textValue()).isEqualTo("body_too_large");
  }

  @Test
  void goneStoreIsAnnouncedAndNotDescribed() throws Exception {
    port.twins.gone = true;
    var answer = port.put("/v1/streams/s1", "operator", "{\"title\":\"t\"}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).doesNotContain("db-7").doesNotContain("Exception");
  }
}
