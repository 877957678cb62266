package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, how, and that the body is ours each time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {
  private PublicPort port;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort("");
    port.twins.show("s1", Twins.count(12, 15, 3));
  }

  @AfterAll
  void stop() {
    assertThat(port.twins.announced).isEmpty();
    port.close();
  }

  @ParameterizedTest
  @MethodSource("headcount.http.BadRequest#all")
  void isRefused(BadRequest bad) throws Exception {
    bad.isRefusedBy(port.send(bad.to("http://127.0.0.1:" + port.port(), "operator")));
  }

  @Test
  void otherContentTypesAreRefused() throws Exception {
    for (var type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      var answer =
          port.send(
              port.to("/v1/streams/s2")
                  .header("Authorization", "Bearer operator")
                  .header("Content-Type", type)
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"title\":\"t\"}")));
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(json(answer).path("code").textValue()).isEqualTo("not_json");
    }
  }

  @Test
  void titleHasTwoHundredCharactersAtMost() throws Exception {
    var long_ =
        port.put("/v1/categories/c1", "operator", "{\"title\":\"" + "가".repeat(201) + "\"}");
    assertThat(long_.statusCode()).isEqualTo(400);
    assertThat(json(long_).path("message").textValue()).contains("200").contains("201");
  }

  @Test
  void aHundredAndOneIdsAreTooMany() throws Exception {
    var answer = port.get("/v1/streams/viewers?ids=" + "a,".repeat(100) + "a");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").textValue()).contains("100").contains("101");
  }

  @Test
  void bodiesInBrokenUtf8AreRefused() throws Exception {
    var answer =
        port.send(
            port.to("/v1/streams/s2")
                .header("Authorization", "Bearer operator")
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofByteArray(
                        new byte[] {'{', '"', 't', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'})));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").textValue()).isEqualTo("bad_json");
  }

  @Test
  void methodThatNobodyKnowsIsRefused() throws Exception {
    var answer =
        port.send(port.to("/v1/client").method("BREW", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).isPresent();
    assertThat(json(answer).path("code").textValue()).isEqualTo("method_not_allowed");
  }

  @Test
  void longestUriIsBounded() throws Exception {
    var answer = port.get("/v1/streams/viewers?ids=" + "a".repeat(9_000));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").textValue()).isEqualTo("bad_request");
  }

  @Test
  void unknownParametersAreIgnored() throws Exception {
    assertThat(port.get("/v1/streams/s1/viewers?_=123").statusCode()).isEqualTo(200);
  }
}
