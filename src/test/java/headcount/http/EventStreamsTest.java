package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headcount.audience.Rankings;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
  private PublicPort port;

  @BeforeEach
  void start() throws Exception {
    port =
        new PublicPort("headcount.http.events { most = 2, keep-alive = 200ms, rankings = 100ms }");
    port.twins.show("s1", Twins.count(12, 15, 3));
  }

  @AfterEach
  void stop() {
    port.close();
  }

  private BufferedReader open(String path) throws Exception {
    var answer = opened(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private HttpResponse<InputStream> opened(String path) throws Exception {
    return port.client.send(port.to(path).build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String next(BufferedReader lines, String beginning) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }

  @Test
  void eventsHaveTheBodyOfTheGet() throws Exception {
    var body = port.get("/v1/streams/s1/viewers").body();
    try (var lines = open("/v1/streams/s1/events")) {
      assertThat(next(lines, "data: ")).isEqualTo("data: " + body);
      port.twins.show("s1", Twins.count(13, 16, 3));
      assertThat(next(lines, "data: ")).contains("\"viewers\":13,");
    }
  }

  @Test
  void silenceIsFilledWithComments() throws Exception {
    try (var lines = open("/v1/streams/s1/events")) {
      next(lines, "data: ");
      assertThat(next(lines, ":")).isEqualTo(":");
    }
  }

  @Test
  void watchingEndsWhenTheReaderLeaves() throws Exception {
    var lines = open("/v1/streams/s1/events");
    next(lines, "data: ");
    assertThat(port.twins.watching()).isEqualTo(1);
    lines.close();
    await().atMost(Duration.ofSeconds(20)).until(() -> port.twins.watching() == 0);
    await().atMost(Duration.ofSeconds(20)).until(() -> port.server().eventStreams() == 0);
  }

  @Test
  void slowReaderGetsTheNewestAndNotAllOfThem() throws Exception {
    int told = 200_000;
    try (var lines = open("/v1/streams/s1/events")) {
      next(lines, "data: ");
      for (int i = 1; i <= told; i++) {
        port.twins.show("s1", Twins.count(i, i, 0));
      }
      int seen = 0;
      String line = "";
      while (!line.contains("\"viewers\":" + told + ",")) {
        line = next(lines, "data: ");
        assertThat(line).isNotEqualTo("null");
        seen++;
      }
      assertThat(seen).isLessThan(told);
    }
  }

  @Test
  void rankingIsToldWhenItChanges() throws Exception {
    port.twins.rank(3);
    try (var lines = open("/v1/rankings/events?limit=2")) {
      var first = next(lines, "data: ");
      assertThat(first).isEqualTo("data: " + port.get("/v1/rankings/streams?limit=2").body());
      assertThat(next(lines, ":")).isEqualTo(":");
      port.twins.ranked.addFirst(new Rankings.RankedStream(1, "new", "New", "games", "ann", 5_000));
      assertThat(next(lines, "data: ")).contains("\"stream\":\"new\"");
    }
  }

  @Test
  void rankingGoesOnAfterItsStoreWasGone() throws Exception {
    port.twins.rank(3);
    try (var lines = open("/v1/rankings/events")) {
      next(lines, "data: ");
      port.twins.gone = true;
      assertThat(next(lines, ":")).isEqualTo(":");
      port.twins.ranked.clear();
      port.twins.gone = false;
      assertThat(next(lines, "data: ")).contains("\"items\":[]");
    }
  }

  @Test
  void oneTooManyIsRefused() throws Exception {
    try (var one = open("/v1/streams/s1/events");
        var two = open("/v1/streams/s1/events")) {
      next(one, "data: ");
      next(two, "data: ");
      var refused = port.get("/v1/streams/s1/events");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(json(refused).path("code").textValue()).isEqualTo("too_many_event_streams");
    }
  }

  @Test
  void stoppingEndsOpenStreams() throws Exception {
    try (var lines = open("/v1/streams/s1/events")) {
      next(lines, "data: ");
      port.server().stop(Duration.ofSeconds(5)).toCompletableFuture().join();
      assertThat(next(lines, "data: ")).isEqualTo("null");
    }
  }
}
