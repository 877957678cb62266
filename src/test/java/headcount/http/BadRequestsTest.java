package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Iterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\'',
      textBlock =
          """
          GET /nothing '' 404 not_found
          GET /v1 '' 404 not_found
          GET /v1/streams/s1/viewers/ '' 404 not_found
          GET /dashboard '' 404 not_found
          GET /v1/analytics/compare '' 404 not_found
          GET /ops/node '' 404 not_found
          GET /metrics '' 404 not_found
          GET /../headcount/openapi.json '' 404 not_found
          GET /..%2fheadcount%2fhttp.conf '' 404 not_found
          GET /watch '' 404 not_found
          GET /v1/streams/never/viewers '' 404 stream_not_found
          GET /v1/streams/never/events '' 404 stream_not_found
          GET /v1/streams/nobody/history '' 404 stream_not_found
          GET /v1/broadcasters/nobody/history '' 404 broadcaster_not_found
          GET /v1/streams/%ED%95%9C/viewers '' 400 bad_stream
          GET /v1/streams/a%20b/viewers '' 400 bad_stream
          GET /v1/streams/a%2Fb/viewers '' 400 bad_stream
          GET /v1/streams/a%00b/viewers '' 400 bad_stream
          GET /v1/streams/a.b/events '' 400 bad_stream
          GET /v1/streams/%7Bs1%7D/history '' 400 bad_stream
          GET /v1/streams/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/viewers '' 400 bad_stream
          GET /v1/broadcasters/a%2Bb/history '' 400 bad_broadcaster
          GET /v1/streams/viewers '' 400 bad_parameter
          GET /v1/streams/viewers?ids= '' 400 bad_parameter
          GET /v1/streams/viewers?ids=a,,b '' 400 bad_stream
          GET /v1/streams/viewers?ids=a,b%20c '' 400 bad_stream
          GET /v1/streams/viewers?ids=a&ids=b '' 400 bad_parameter
          GET /v1/streams/viewers?ids=%FF '' 400 bad_stream
          GET /v1/rankings/streams?limit=0 '' 400 bad_limit
          GET /v1/rankings/streams?limit=101 '' 400 bad_limit
          GET /v1/rankings/streams?limit=-1 '' 400 bad_limit
          GET /v1/rankings/streams?limit=ten '' 400 bad_limit
          GET /v1/rankings/streams?limit=1e1 '' 400 bad_limit
          GET /v1/rankings/streams?limit=99999999999999999999 '' 400 bad_limit
          GET /v1/rankings/streams?limit=5&limit=6 '' 400 bad_parameter
          GET /v1/rankings/streams?sort=qualified '' 400 bad_sort
          GET /v1/rankings/streams?category=a%20b '' 400 bad_category
          GET /v1/rankings/streams?cursor=stranger '' 400 cursor_expired
          GET /v1/rankings/categories?cursor=stranger '' 400 cursor_expired
          GET /v1/rankings/events?limit=0 '' 400 bad_limit
          GET /v1/streams/s1/history?from=yesterday '' 400 bad_range
          GET /v1/streams/s1/history?from=2026-13-01T00:00:00Z '' 400 bad_range
          GET /v1/streams/s1/history?from=1790000000000 '' 400 bad_range
          GET /v1/streams/s1/history?to=+999999999-01-01T00:00:00Z '' 400 bad_range
          GET /v1/streams/s1/history?from=2026-09-21T10:00:00Z&to=2026-09-21T10:00:00Z '' 400 bad_range
          GET /v1/streams/s1/history?from=2026-09-21T11:00:00Z&to=2026-09-21T10:00:00Z '' 400 bad_range
          GET /v1/streams/s1/history?from=2027-01-01T00:00:00Z '' 400 bad_range
          GET /v1/streams/s1/history?step=7m '' 400 bad_step
          GET /v1/streams/s1/history?step=10s '' 400 bad_step
          GET /v1/streams/s1/history?step=0m '' 400 bad_step
          GET /v1/streams/s1/history?step=-5m '' 400 bad_step
          GET /v1/streams/s1/history?zone=Mars/Olympus '' 400 bad_zone
          GET /v1/streams/s1/history?from=2026-01-01&to=2026-09-01 '' 422 range_too_long
          POST /v1/streams/s1/viewers '{}' 405 method_not_allowed
          DELETE /v1/rankings/streams '' 405 method_not_allowed
          GET /v1/streams/s1 '' 405 method_not_allowed
          PATCH /v1/streams/s1 '{}' 405 method_not_allowed
          POST / '{}' 405 method_not_allowed
          PUT /v1/streams/a%20b '{"title":"t"}' 400 bad_stream
          PUT /v1/categories/a.b '{"title":"t"}' 400 bad_category
          PUT /v1/broadcasters/%20 '{"title":"t"}' 400 bad_broadcaster
          PUT /v1/streams/s2 '' 400 bad_json
          PUT /v1/streams/s2 '{' 400 bad_json
          PUT /v1/streams/s2 '[]' 400 bad_json
          PUT /v1/streams/s2 '"title"' 400 bad_json
          PUT /v1/streams/s2 'null' 400 bad_json
          PUT /v1/streams/s2 '{"title":"a","title":"b"}' 400 bad_json
          PUT /v1/streams/s2 '{"title":"t"}{}' 400 bad_json
          PUT /v1/streams/s2 '{}' 400 bad_field
          PUT /v1/streams/s2 '{"title":null}' 400 bad_field
          PUT /v1/streams/s2 '{"title":7}' 400 bad_field
          PUT /v1/streams/s2 '{"title":["t"]}' 400 bad_field
          PUT /v1/streams/s2 '{"title":""}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"   "}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"a\\u0000b"}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"a\\ud800b"}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"t","categry":"games"}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"t","category":"a b"}' 400 bad_category
          PUT /v1/streams/s2 '{"title":"t","category":5}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"t","broadcaster":"한"}' 400 bad_broadcaster
          PUT /v1/streams/s2 '{"title":"t","startedAt":"soon"}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"t","startedAt":-1}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"t","startedAt":1.5}' 400 bad_field
          PUT /v1/streams/s2 '{"title":"t","startedAt":true}' 400 bad_field
          PUT /v1/categories/c1 '{"title":"t","category":"x"}' 400 bad_field
          """)
  void isRefused(String method, String path, String body, int status, String code)
      throws Exception {
    var request =
        port.to(path)
            .header("Authorization", "Bearer operator")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (method.equals("PUT")) {
      request.header("Content-Type", "application/json");
    }
    var answer = port.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    var refusal = json(answer);
    assertThat(names(refusal.fieldNames())).containsExactly("code", "message", "hint");
    assertThat(refusal.path("code").textValue()).isEqualTo(code);
    assertThat(refusal.path("message").textValue()).isNotEmpty();
    assertThat(refusal.path("hint").textValue()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.apache");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(answer.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
  }

  private static Iterable<String> names(Iterator<String> names) {
    return () -> names;
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
