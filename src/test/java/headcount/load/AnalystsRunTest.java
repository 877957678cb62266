package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import headcount.load.Question.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalystsRunTest {
  private static final int HELD_BACK = 20;

  @TempDir private Path folder = Path.of("replaced");

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch enough = new CountDownLatch(HELD_BACK);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server = HttpServer.create();
  private boolean listing = true;
  private int analyticsStatus = 200;

  AnalystsRunTest() throws IOException {}

  @BeforeEach
  void open() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What lists something answers at once, everything else when 20 questions have come. */
  private void answer(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI().toString();
    switch (exchange.getRequestURI().getPath()) {
      case "/ready" -> answer(exchange, 200, "{}");
      case "/v1/client" -> answer(exchange, 200, "{\"webSocket\":\"ws://127.0.0.1:1/v1/ws\"}");
      default -> {
        if (uri.contains("limit=100")) {
          answer(exchange, 200, listing ? items(uri) : "{\"items\":[]}");
        } else {
          asked.add(uri);
          enough.countDown();
          try {
            var _ = enough.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
          if (uri.startsWith("/v1/analytics/")) {
            answer(exchange, analyticsStatus, "{}");
          } else {
            exchange
                .getResponseHeaders()
                .add("X-Cache", uri.startsWith("/v1/rankings/") ? "hit" : "miss");
            answer(exchange, 200, "{}");
          }
        }
      }
    }
  }

  private static String items(String uri) {
    var kind =
        uri.contains("categor") ? "category" : uri.contains("broadc") ? "broadcaster" : "stream";
    var id = uri.startsWith("/v1/analytics") ? "\"scope\":\"" + kind + ":" : "\"" + kind + "\":\"";
    return "{\"items\":[{" + id + "first\"},{" + id + "second\"}],\"next\":null}";
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private LoadSettings settings() throws IOException {
    var file = folder.resolve("analysts.conf");
    Files.writeString(
        file,
        "include required(file(\""
            + Path.of("load-scenarios/analysts.conf").toAbsolutePath()
            + "\"))\nquestions { per-second = 100, lasts = 2s, warm-up = 0s }\nmanagement-gap = 0");
    return LoadSettings.from(
        LoadSettings.read(file),
        new LoadSettings.Overrides(
            List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            OptionalInt.empty(),
            null,
            OptionalLong.of(5),
            OptionalDouble.empty(),
            folder),
        Map.of());
  }

  private String run(int exitCode) throws IOException {
    var text = new ByteArrayOutputStream();
    assertThat(LoadRun.run(settings(), new PrintStream(text, true, StandardCharsets.UTF_8)))
        .as(text.toString(StandardCharsets.UTF_8))
        .isEqualTo(exitCode);
    return text.toString(StandardCharsets.UTF_8);
  }

  @Test
  void questionsGoOutWithoutWaitingForAnswersAndEachIsTimed() throws IOException {
    var said = run(LoadRun.CLEAN);
    assertThat(asked).hasSizeBetween(150, 250);
    assertThat(said)
        .contains("2 streams, 2 broadcasters and 2 categories to ask about")
        .contains("statuses: {200=" + asked.size() + "}")
        .containsPattern("ranking +hit")
        .containsPattern("stream, 24 h by 5 min +miss")
        .containsPattern("daily +none")
        .containsPattern("from a cache: [5-9][0-9]\\.\\d %");
    try (var reports = Files.list(folder).filter(Files::isDirectory)) {
      assertThat(reports.findFirst().orElseThrow().resolve("index.html"))
          .content()
          .contains("Latency by percentile")
          .contains("<td>ranking");
    }
  }

  @Test
  void anAnswerThatSaysNothingIsAFaultAndARefusalIsNot() throws IOException {
    analyticsStatus = 422;
    assertThat(run(LoadRun.CLEAN)).contains("422 daily=");
    analyticsStatus = 503;
    assertThat(run(LoadRun.DIFFERENT)).contains("503 daily=").contains("not as it should be");
  }

  @Test
  void whereNothingIsListedNothingCanBeAsked() throws IOException {
    listing = false;
    assertThat(run(LoadRun.NOT_RUN)).contains("lists no stream").contains("./headcount synth");
  }

  @Test
  void theForemostAreAskedAboutMostOften() throws IOException {
    var ids = IntStream.range(0, 100).mapToObj(i -> "id" + i).toList();
    var analyst =
        new Analyst(
            settings().questions(),
            new Known(ids, ids, ids),
            3,
            InstantSource.fixed(Instant.parse("2026-11-21T12:34:56Z")));
    var kinds = new HashMap<Kind, Integer>();
    var streams = new HashMap<String, Integer>();
    for (int i = 0; i < 20_000; i++) {
      var question = analyst.next();
      kinds.merge(question.kind(), 1, Integer::sum);
      if (question.path().startsWith("/v1/streams/")) {
        streams.merge(question.path().split("/", -1)[3], 1, Integer::sum);
      }
    }
    assertThat(kinds.getOrDefault(Kind.RANKING, 0)).isBetween(10_700, 11_300);
    assertThat(kinds.getOrDefault(Kind.STREAM_DAY, 0) + kinds.getOrDefault(Kind.STREAM_MONTH, 0))
        .isBetween(4_800, 5_200);
    assertThat(kinds.getOrDefault(Kind.BROADCASTER, 0)).isBetween(1_250, 1_550);
    assertThat(kinds).containsKeys(Kind.values());
    assertThat(streams.getOrDefault("id0", 0)).isGreaterThan(5 * streams.getOrDefault("id9", 0));
    assertThat(streams.getOrDefault("id0", 0)).isGreaterThan(700);
  }

  @Test
  void hitsAreThoseOfTheAnswersThatSaySo() {
    var answered = new Answered();
    answered.add(
        new Question(Kind.RANKING, "/"),
        Question.Cached.HIT,
        200,
        0,
        Duration.ofMillis(40).toNanos());
    answered.add(
        new Question(Kind.RANKING, "/"),
        Question.Cached.MISS,
        200,
        0,
        Duration.ofMillis(80).toNanos());
    assertThat(answered.together(_ -> true).getMaxValue()).isBetween(80_000L, 80_100L);
    assertThat(answered.hitRate()).isEqualTo(0.5);
  }
}
