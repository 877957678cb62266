package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.embedded.TestRedis;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.stream.LostTab;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Real nodes compare sockets, counts and Redis by themselves every second here, and their relays
 * are compared with sockets only when somebody says so.
 */
class DriftWatchTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("headcount.audit");
  private static final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private static NodeKit kit;

  @BeforeAll
  static void start() {
    TestRedis.flush();
    written.list = new java.util.concurrent.CopyOnWriteArrayList<>();
    written.start();
    AUDIT.addAppender(written);
    kit = NodeKit.of(2, "5m", "headcount.stream { audit = 1h, drift.every = 1s }");
  }

  @AfterAll
  static void stop() {
    kit.close();
    AUDIT.detachAppender(written);
  }

  @AfterEach
  void forget() {
    written.list.clear();
  }

  private static List<String> repairsOf(String stream) {
    return written.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith("stream " + stream + " "))
        .toList();
  }

  /** A meter's values on both nodes, summed. */
  private static double metric(String name) {
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      var found =
          Pattern.compile("(?m)^" + name + " (\\S+)$")
              .matcher(NodeKit.get(kit.management(i) + "/metrics").body());
      assertThat(found.find()).as(name).isTrue();
      sum += Double.parseDouble(found.group(1));
    }
    return sum;
  }

  private static void awaitRepair(String stream) {
    await().atMost(SOON).untilAsserted(() -> assertThat(repairsOf(stream)).isNotEmpty());
  }

  @Test
  void storedSetsThatSomebodyAlteredAreMadeWhole() {
    var tab = kit.tab(0).connect(NodeKit.token(1)).join("altered");
    kit.tab(1).connect(NodeKit.token(2)).join("altered");
    tab.sees("altered", 2, 2);
    await().atMost(SOON).until(() -> TestRedis.ask("SCARD", "live:users:{altered}").equals("2"));
    double before = metric("headcount_drift_repairs_total");

    TestRedis.ask("SADD", "live:users:{altered}", "77", "78", "79");
    var session = TestRedis.ask("HKEYS", "live:tabs:{altered}").lines().findFirst().orElseThrow();
    TestRedis.ask("HDEL", "live:tabs:{altered}", session);

    await().atMost(SOON).until(() -> metric("headcount_drift_viewers") >= 3);
    awaitRepair("altered");
    assertThat(repairsOf("altered").getFirst())
        .isEqualTo(
            "stream altered recounted on two checks in a row: sockets held 2 connections, 2 were"
                + " counted, the store was off by 3; now 2, exact");
    await().atMost(SOON).until(() -> TestRedis.ask("SCARD", "live:users:{altered}").equals("2"));
    assertThat(TestRedis.ask("HEXISTS", "live:tabs:{altered}", session)).isEqualTo("1");
    await().atMost(SOON).until(() -> metric("headcount_drift_viewers") == 0);
    assertThat(metric("headcount_drift_repairs_total")).isGreaterThan(before);
  }

  @Test
  void aTabThatARelayMissesIsCountedAgain() {
    var seen = kit.tab(0).connect(NodeKit.token(1)).join("missed");
    long session = missed("missed");
    seen.sees("missed", 1, 1);
    awaitRepair("missed");
    seen.sees("missed", 2, 2, SOON);
    assertThat(repairsOf("missed").getFirst())
        .contains("two checks in a row: sockets held 2 connections, 1 were counted");
    await()
        .atMost(SOON)
        .until(() -> TestRedis.ask("HEXISTS", "live:tabs:{missed}", "" + session).equals("1"));
  }

  @Test
  void anOperatorsRecountGoesBackToTheSocketsAndIsWrittenDown() throws Exception {
    var seen = kit.tab(0).connect(NodeKit.token(1)).join("ordered");
    missed("ordered");
    seen.sees("ordered", 1, 1);
    var answer =
        NodeKit.send(
            HttpRequest.newBuilder(URI.create(kit.management(0) + "/ops/streams/ordered/recount"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()).path("viewers").asInt()).isEqualTo(2);
    assertThat(repairsOf("ordered")).anyMatch(line -> line.contains("an operator's order"));
  }

  /** A tab on node 1 that its socket holds and its relay does not. */
  private static long missed(String stream) {
    var lost = kit.tab(1).connect(NodeKit.token(2)).join(stream);
    long session =
        Long.parseLong(
            lost.first(frame -> frame.path("type").asText().equals("connected"))
                .path("session")
                .asText());
    lost.sees(stream, 2, 2);
    LostTab.of(
        kit.system(1), new StreamId(stream), new SessionId(session), System.currentTimeMillis());
    return session;
  }

  @Test
  void aCrowdThatComesAndGoesIsLeftAlone() {
    double begun = metric("headcount_drift_check_seconds_count");
    var tabs = new ArrayDeque<TestTab>();
    long viewer = 1_000;
    while (metric("headcount_drift_check_seconds_count") < begun + 4) {
      for (int i = 0; i < 20; i++) {
        tabs.add(kit.tab(i % 2).connect(NodeKit.token(viewer++)).join("moving"));
        if (tabs.size() > 30) {
          tabs.remove().close();
        }
      }
    }
    assertThat(repairsOf("moving")).isEmpty();
    tabs.forEach(TestTab::close);
  }
}
