package headcount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A request that is refused by the public port, with its status and code. */
public record BadRequest(String method, String path, String body, int status, String code) {
  private static final Pattern ROW = Pattern.compile("(\\S+) (\\S+) '(.*)' (\\d+) (\\w+)");

  private static final String TABLE =
      """
      GET /nothing '' 404 not_found
      GET /v1 '' 404 not_found
      GET /v1/streams/s1/viewers/ '' 404 not_found
      GET /dashboard/nothing.js '' 404 not_found
      GET /v1/analytics/nothing '' 404 not_found
      GET /v1/analytics/compare?scope=category:nobody '' 404 scope_not_found
      GET /v1/analytics/compare?scope=galaxy '' 400 bad_scope
      GET /v1/analytics/trends?zone=Mars '' 400 bad_zone
      GET /v1/analytics/forecast?days=15 '' 400 bad_days
      GET /v1/analytics/daily?sort=name '' 400 bad_sort
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
      """;

  /** All of them; they suppose that {@code s1} is known and has a count. */
  public static Stream<BadRequest> all() {
    return TABLE.lines().map(BadRequest::row);
  }

  /** All of them, about a known stream that is called so. */
  public static Stream<BadRequest> about(String stream) {
    return all()
        .map(
            bad ->
                new BadRequest(
                    bad.method,
                    bad.path.replace("/s1", "/" + stream),
                    bad.body,
                    bad.status,
                    bad.code));
  }

  private static BadRequest row(String line) {
    var row = ROW.matcher(line);
    if (!row.matches()) {
      throw new IllegalArgumentException("no row of the table: " + line);
    }
    return new BadRequest(
        row.group(1), row.group(2), row.group(3), Integer.parseInt(row.group(4)), row.group(5));
  }

  /** The request, to the port at that address, with an operator's token. */
  public HttpRequest.Builder to(String address, String operator) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + operator)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return method.equals("PUT") ? request.header("Content-Type", "application/json") : request;
  }

  /** Asserts that this is the contract's answer to it. */
  public void isRefusedBy(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode refusal = Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
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

  @Override
  public String toString() {
    return method + " " + path + " " + body + ": " + status + " " + code;
  }
}
