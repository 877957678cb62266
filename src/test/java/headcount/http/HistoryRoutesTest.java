package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The clock stands at 12:03:20. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryRoutesTest {
  private static final String PATH = "/v1/streams/s1/history";
  private PublicPort port;

  @BeforeAll
  void start() throws Exception {
    port = new PublicPort("headcount.http.history-step = 10s");
  }

  @AfterAll
  void stop() {
    port.close();
  }

  @BeforeEach
  void nothingAskedYet() {
    port.twins.gone = false;
    port.twins.asked.clear();
    port.twins.kept.clear();
  }

  @Test
  void readerThatHangsIsAsGoneAsOneThatIsNotThere() throws Exception {
    port.twins.silent = true;
    try {
      var answer = port.get(PATH);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(json(answer).path("code").textValue()).isEqualTo("reader_unavailable");
    } finally {
      port.twins.silent = false;
    }
  }

  private Twins.HistoryAsked asked() {
    return port.twins.asked.getLast();
  }

  @Test
  void defaultIsTheLastDayInStoredSteps() throws Exception {
    var answer = json(port.get(PATH));
    assertThat(asked())
        .isEqualTo(
            new Twins.HistoryAsked(
                Instant.parse("2026-09-20T12:03:20Z"),
                Instant.parse("2026-09-21T12:03:20Z"),
                Duration.ofSeconds(10)));
    assertThat(answer.path("points")).hasSize(8_640);
    assertThat(answer.path("step").textValue()).isEqualTo("10s");
    assertThat(answer.path("zone").textValue()).isEqualTo("UTC");
  }

  @Test
  void onlyWholeStepsThatHaveEndedAreTold() throws Exception {
    port.get(PATH + "?step=5m&from=2026-09-21T11:01:00Z&to=2026-09-21T18:00:00Z");
    assertThat(asked().from()).isEqualTo("2026-09-21T11:05:00Z");
    assertThat(asked().to()).isEqualTo("2026-09-21T12:00:00Z");
  }

  @Test
  void stepsKeepTheBordersOfTheZonesClock() throws Exception {
    var answer = json(port.get(PATH + "?step=1d&zone=Asia/Seoul&from=2026-09-18&to=2026-09-20"));
    assertThat(asked().from()).isEqualTo("2026-09-17T15:00:00Z");
    assertThat(asked().to()).isEqualTo("2026-09-19T15:00:00Z");
    assertThat(answer.path("zone").textValue()).isEqualTo("Asia/Seoul");
    assertThat(answer.path("points")).hasSize(2);
    port.get(PATH + "?step=1h&zone=Asia/Kolkata&from=2026-09-18T10:00&to=2026-09-18T12:00");
    assertThat(asked().from()).isEqualTo("2026-09-18T04:30:00Z");
    port.get(PATH + "?step=1h&zone=Asia/Kolkata&from=2026-09-18T10:00Z&to=2026-09-18T12:00Z");
    assertThat(asked().from()).isEqualTo("2026-09-18T10:30:00Z");
  }

  @Test
  void zonesThatNobodyKnowsAreRefused() throws Exception {
    for (var zone : java.util.List.of("Mars/Olympus", "%2B09:00", "seoul")) {
      var answer = port.get(PATH + "?zone=" + zone);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("code").textValue()).isEqualTo("bad_zone");
    }
  }

  @Test
  void rangeShorterThanAStepHasNoPoints() throws Exception {
    var answer =
        json(port.get(PATH + "?step=1h&from=2026-09-21T10:10:00Z&to=2026-09-21T10:20:00Z"));
    assertThat(answer.path("points").isEmpty()).isTrue();
  }

  @Test
  void pointsKeepNullsApartFromZeros() throws Exception {
    var answer =
        port.get(PATH + "?step=1h&from=2026-09-21T08:00:00Z&to=2026-09-21T10:00:00Z").body();
    assertThat(answer)
        .isEqualTo(
            "{\"stream\":\"s1\",\"from\":\"2026-09-21T08:00:00Z\",\"to\":\"2026-09-21T10:00:00Z\","
                + "\"step\":\"1h\",\"zone\":\"UTC\",\"points\":[{\"at\":\"2026-09-21T08:00:00Z\","
                + "\"average\":10.5,\"peak\":12,\"low\":9,\"joins\":3,\"leaves\":2,\"coverage\":1.0,"
                + "\"recovering\":0},{\"at\":\"2026-09-21T09:00:00Z\",\"average\":null,"
                + "\"peak\":null,\"low\":null,\"joins\":null,\"leaves\":null,\"coverage\":null,"
                + "\"recovering\":null}]}");
  }

  @Test
  void csvHasTheSamePointsAndAMarkOnRequest() throws Exception {
    var path = PATH + "?step=1h&from=2026-09-21T08:00:00Z&to=2026-09-21T10:00:00Z";
    var rows =
        String.join(
            "\r\n",
            "at,average,peak,low,joins,leaves,coverage,recovering",
            "2026-09-21T08:00:00Z,10.5,12,9,3,2,1.0,0",
            "2026-09-21T09:00:00Z,,,,,,,",
            "");
    assertThat(port.getCsv(path).body()).isEqualTo(rows);
    assertThat(port.getCsv(path + "&bom=1").body()).isEqualTo("\uFEFF" + rows);
    assertThat(port.getCsv(path).headers().firstValue("content-disposition"))
        .hasValue("attachment; filename=\"s1-1h.csv\"");
  }

  @Test
  void tooLongARangeNamesTheStepToUse() throws Exception {
    var week = "?from=2026-09-01T00:00:00Z&to=2026-09-08T00:00:00Z&step=5m";
    assertThat(port.get(PATH + week).statusCode()).isEqualTo(200);
    assertTooLong("?from=2026-09-01T00:00:00Z&to=2026-09-08T00:00:01Z&step=5m", "step=1h");
    assertTooLong("?from=2026-05-01T00:00:00Z&to=2026-09-08T00:00:00Z&step=1h", "step=1d");
    assertTooLong("?from=2020-01-01&to=2026-01-01&step=1d", "800 days");
    assertTooLong("?from=2026-09-19T00:00:00Z", "step=5m");
  }

  private void assertTooLong(String query, String hint) throws Exception {
    var answer = port.get(PATH + query);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).path("code").textValue()).isEqualTo("range_too_long");
    assertThat(json(answer).path("hint").textValue()).contains(hint);
  }

  @Test
  void broadcasterIsToldLikewise() throws Exception {
    var answer = json(port.get("/v1/broadcasters/ann/history?step=1d"));
    assertThat(answer.path("broadcaster").textValue()).isEqualTo("ann");
    assertThat(answer.path("points")).hasSize(1);
    assertThat(answer.path("points").get(0).path("at").textValue())
        .isEqualTo("2026-09-20T00:00:00Z");
    assertThat(port.get("/v1/broadcasters/nobody/history").statusCode()).isEqualTo(404);
  }

  @Test
  void readerThatIsGoneIsAnnounced() throws Exception {
    port.twins.gone = true;
    var answer = port.get(PATH);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).path("code").textValue()).isEqualTo("reader_unavailable");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void settledRangesMayBeKeptLonger() throws Exception {
    var settled = port.get(PATH + "?step=1h&from=2026-09-21T08:00:00Z&to=2026-09-21T10:00:00Z");
    assertThat(settled.headers().firstValue("cache-control")).hasValue("public, max-age=60");
    assertThat(port.get(PATH).headers().firstValue("cache-control")).hasValue("public, max-age=5");
  }

  @Test
  void aBroadcastersAnswerIsKeptAndSaysSo() throws Exception {
    var path = "/v1/broadcasters/ann/history?step=1h&from=2026-09-10&to=2026-09-11";
    var made = port.get(path);
    var kept = port.get(path);
    assertThat(port.twins.asked).hasSize(1);
    assertThat(made.headers().firstValue("X-Cache")).hasValue("miss");
    assertThat(kept.headers().firstValue("X-Cache")).hasValue("hit");
    assertThat(kept.body()).isEqualTo(made.body());
    assertThat(kept.headers().firstValue("ETag")).isEqualTo(made.headers().firstValue("ETag"));
    assertThat(kept.headers().firstValue("Cache-Control")).hasValue("public, max-age=86400");
    var table = port.getCsv(path);
    assertThat(table.headers().firstValue("X-Cache")).hasValue("none");
  }

  @Test
  void aRangeThatEndedTodayIsKeptForAnHour() throws Exception {
    var answer =
        port.get(
            "/v1/broadcasters/ann/history?step=1h&from=2026-09-21T08:00:00Z&to=2026-09-21T11:00:00Z");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .as("late records are still possible")
        .hasValue("public, max-age=3600");
  }

  @Test
  void aRangeUpToNowIsKeptUntilAnotherStepEnds() throws Exception {
    var answer = port.get("/v1/broadcasters/ann/history");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .as("steps of 10 s, whose records come within 35 s")
        .hasValue("public, max-age=1");
  }
}
