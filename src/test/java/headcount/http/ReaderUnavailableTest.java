package headcount.http;

import static headcount.http.PublicPort.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import headcount.audience.DaySums.Metric;
import headcount.audience.ScopeName;
import headcount.store.aurora.AuroraFixture;
import headcount.store.aurora.AuroraStores;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions that no database server answers, with real pools. */
class ReaderUnavailableTest {
  private static final List<String> ALL = List.of("compare", "growth", "trends", "daily");
  private static final String BEFORE = "?from=2026-09-01&to=2026-09-08&step=1d";

  private static Analysts of(AuroraStores stores) {
    return new Analysts(stores.analytics(), stores.dailyStatistics(), stores.sums());
  }

  private static void assertUnavailable(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(json(answer).path("code").textValue()).isEqualTo("reader_unavailable");
    assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
    assertThat(answer.body()).doesNotContain("127.0.0.1");
  }

  @Test
  void withNoServerLeftItIsSaidWhenToComeAgain() throws Exception {
    var nowhere =
        ConfigFactory.parseMap(
                Map.of(
                    "headcount.store.aurora.writer.url", "jdbc:mysql://127.0.0.1:1/headcount",
                    "headcount.store.aurora.writer.user", "nobody",
                    "headcount.store.aurora.writer.password", "x",
                    "headcount.store.aurora.connection-timeout", "1s",
                    "headcount.store.aurora.validation-timeout", "500ms",
                    "headcount.store.aurora.reader-connection-timeout", "500ms"))
            .withFallback(ConfigFactory.load());
    try (var stores =
            AuroraStores.connect(
                nowhere, new Meters(new SimpleMeterRegistry()), InstantSource.fixed(Twins.NOW));
        var port = new PublicPort("", of(stores))) {
      for (var question : ALL) {
        assertUnavailable(port.get("/v1/analytics/" + question + BEFORE));
      }
    }
  }

  /** The table is held, so that each question takes longer than it may (MySQL's error 3024). */
  @Test
  void aQuestionThatIsBrokenOffIsAnsweredLikewise() throws Exception {
    Map<String, Object> hasty =
        Map.of(
            "headcount.store.aurora.history-timeout", "400ms",
            "headcount.store.aurora.analytics-timeout", "400ms");
    try (var database = AuroraFixture.at(Twins.NOW, hasty);
        var port = new PublicPort("", of(database.stores()))) {
      try (var holding = database.connection();
          var statement = holding.createStatement()) {
        statement.execute("LOCK TABLES daily_statistics WRITE");
        for (var question : ALL) {
          assertUnavailable(port.get("/v1/analytics/" + question + BEFORE));
        }
        assertThatThrownBy(
                () ->
                    database
                        .stores()
                        .analytics()
                        .growth(ScopeName.PLATFORM, Metric.HOURS, 7)
                        .toCompletableFuture()
                        .join())
            .hasStackTraceContaining("maximum statement execution time exceeded");
        statement.execute("UNLOCK TABLES");
      }
      for (var question : ALL) {
        assertThat(port.get("/v1/analytics/" + question + BEFORE).statusCode())
            .as(question)
            .isEqualTo(200);
      }
    }
  }
}
