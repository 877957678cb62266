package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import headcount.audience.Rankings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankingRoutesTest {
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
  void ranked() {
    port.twins.gone = false;
    port.twins.ranked.clear();
    port.twins.rank(120);
  }

  @Test
  void pagesNeitherRepeatNorSkip() throws Exception {
    var seen = new ArrayList<Integer>();
    JsonNode page = json(port.get("/v1/rankings/streams?limit=50"));
    collect(page, seen);
    while (!page.path("next").isNull()) {
      page =
          json(port.get("/v1/rankings/streams?limit=50&cursor=" + page.path("next").textValue()));
      collect(page, seen);
    }
    assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, 120).boxed().toList());
  }

  private static void collect(JsonNode page, List<Integer> seen) {
    page.path("items").forEach(item -> seen.add(item.path("rank").intValue()));
  }

  @Test
  void streamsHaveTheFieldsOfTheContractInTheirOrder() throws Exception {
    var page = port.get("/v1/rankings/streams?limit=1").body();
    assertThat(page)
        .isEqualTo(
            "{\"asOf\":1790000000000,\"snapshot\":\"snap\",\"items\":[{\"rank\":1,"
                + "\"stream\":\"s1\",\"title\":\"Title 1\",\"category\":\"games\","
                + "\"broadcaster\":\"ann\",\"viewers\":999}],\"next\":\"snap-1\"}");
  }

  @Test
  void usualLimitIsFiftyAndEmptyParametersCountAsNotGiven() throws Exception {
    var page = json(port.get("/v1/rankings/streams?category=&limit=&cursor=&sort="));
    assertThat(page.path("items")).hasSize(50);
  }

  @Test
  void categoryNarrows() throws Exception {
    var page = json(port.get("/v1/rankings/streams?category=music"));
    assertThat(page.path("items")).isEmpty();
    assertThat(page.path("next").isNull()).isTrue();
  }

  @Test
  void groupsAreNamedByTheirKind() throws Exception {
    assertThat(port.get("/v1/rankings/categories").body())
        .contains(
            "{\"rank\":1,\"category\":\"games\",\"title\":\"Games\",\"viewers\":1234,\"streams\":2}");
    assertThat(port.get("/v1/rankings/broadcasters").body())
        .contains(
            "{\"rank\":1,\"broadcaster\":\"ann\",\"title\":\"Ann\",\"viewers\":1234,\"streams\":2}");
  }

  @Test
  void csvDefusesTitlesAndLinksToTheNextPage() throws Exception {
    port.twins.ranked.clear();
    port.twins.ranked.add(
        new Rankings.RankedStream(1, "s1", "=HYPERLINK(\"x\"), \"y\"", "games", "ann", 9));
    port.twins.ranked.add(new Rankings.RankedStream(2, "s2", "@all", "games", "ann", 8));
    var answer = port.getCsv("/v1/rankings/streams?limit=1&category=games");
    assertThat(answer.body())
        .isEqualTo(
            "rank,stream,title,category,broadcaster,viewers\r\n"
                + "1,s1,\"'=HYPERLINK(\"\"x\"\"), \"\"y\"\"\",games,ann,9\r\n");
    assertThat(answer.headers().firstValue("link"))
        .hasValue("</v1/rankings/streams?category=games&limit=1&cursor=snap-1>; rel=\"next\"");
  }

  @Test
  void goneStoreIsAnnouncedAndNotDescribed() throws Exception {
    port.twins.gone = true;
    var answer = port.get("/v1/rankings/streams");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(json(answer).path("code").textValue()).isEqualTo("store_unavailable");
    assertThat(answer.body()).doesNotContain("db-7").doesNotContain("Exception");
  }
}
