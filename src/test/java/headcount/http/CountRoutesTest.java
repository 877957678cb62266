package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountRoutesTest {
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
  void storesAreThere() {
    port.twins.gone = false;
    port.twins.show("s1", Twins.count(12, 15, 3));
  }

  @Test
  void countHasTheFieldsOfTheFrameInTheirOrder() throws Exception {
    var answer = port.get("/v1/streams/s1/viewers");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"viewers\",\"stream\":\"s1\",\"viewers\":12,\"connections\":15,"
                + "\"anonymous\":3,\"asOf\":1790000000000,\"quality\":\"exact\"}");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
  }

  @Test
  void unchangedCountIsNotSentTwice() throws Exception {
    var etag = port.get("/v1/streams/s1/viewers").headers().firstValue("etag").orElseThrow();
    var again = port.send(port.to("/v1/streams/s1/viewers").header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("cache-control")).isPresent();
    port.twins.show("s1", Twins.count(13, 16, 3));
    var changed = port.send(port.to("/v1/streams/s1/viewers").header("If-None-Match", etag));
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  @Test
  void streamThatNeverWasIsNotFound() throws Exception {
    var answer = port.get("/v1/streams/never/viewers");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("code").textValue()).isEqualTo("stream_not_found");
  }

  @Test
  void announcedStreamWithoutViewersIsFoundWithZero() throws Exception {
    port.put("/v1/streams/quiet", "operator", "{\"title\":\"Quiet\"}");
    var answer = port.get("/v1/streams/quiet/viewers");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("viewers").intValue()).isZero();
  }

  @Test
  void countsAreServedWhileTheStoresAreGone() throws Exception {
    port.twins.gone = true;
    assertThat(port.get("/v1/streams/s1/viewers").statusCode()).isEqualTo(200);
    assertThat(port.get("/v1/streams/never/viewers").statusCode()).isEqualTo(200);
    assertThat(port.get("/v1/streams/viewers?ids=s1,never").statusCode()).isEqualTo(200);
  }

  @Test
  void manyAreAnsweredInTheOrderAskedAndUnknownOnesWithZeros() throws Exception {
    var items = json(port.get("/v1/streams/viewers?ids=never,s1,never")).path("items");
    assertThat(items.findValuesAsText("stream")).containsExactly("never", "s1", "never");
    assertThat(items.findValuesAsText("viewers")).containsExactly("0", "12", "0");
  }

  @Test
  void aHundredOfTheLongestIdsFit() throws Exception {
    var id = "x".repeat(64);
    var ids = (id + ",").repeat(99) + id;
    var answer = port.get("/v1/streams/viewers?ids=" + ids);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("items")).hasSize(100);
  }

  @Test
  void countsComeAsCsvToo() throws Exception {
    var answer = port.getCsv("/v1/streams/viewers?ids=s1,-s2");
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/csv; charset=UTF-8");
    assertThat(answer.body())
        .isEqualTo(
            String.join(
                "\r\n",
                "stream,viewers,connections,anonymous,asOf,quality",
                "s1,12,15,3,1790000000000,exact",
                "'-s2,0,0,0,1790000000000,exact",
                ""));
  }

  @Test
  void headAnswersLikeGetWithoutABody() throws Exception {
    var answer =
        port.send(
            port.to("/v1/streams/s1/viewers").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("etag")).isPresent();
  }
}
