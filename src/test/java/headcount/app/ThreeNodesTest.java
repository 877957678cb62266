package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.ToEntity;
import headcount.stream.Broadcast;
import headcount.stream.HotMessage;
import headcount.stream.StreamEntity;
import headcount.stream.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Three nodes of one cluster: a count is the same on each of them, and survives the node that it
 * lived on. The hold is 6 s here; a lost node is noticed and put out within some 20 s.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeNodesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PROMISE = Duration.ofSeconds(40);
  private static final NodeKit kit = NodeKit.of(3, "5m", "headcount.stream.hold = 6s");

  @AfterAll
  static void stop() {
    kit.close();
  }

  @Test
  @Order(1)
  void viewerOnThreeNodesCountsOnceAndEveryNodeSaysTheSame() {
    var stream = "three-same";
    var tabs = onEach(stream, 50);
    tabs.forEach(tab -> tab.sees(stream, 1, 3));
    var other = kit.tab(2).connect(NodeKit.token(51)).join(stream);
    tabs.forEach(tab -> tab.sees(stream, 2, 4));
    for (int node = 0; node < 3; node++) {
      assertThat(told(node, stream)).isEqualTo("2 viewers, 4 connections, exact");
    }
    tabs.forEach(TestTab::close);
    other.sees(stream, 1, 1);
    other.close();
  }

  @Test
  @Order(2)
  void endReachesANodeThatHadNotHeardOfItWhenTheEntityDied() {
    var stream = "three-ends";
    var tabs = onEach(stream, 55);
    tabs.forEach(tab -> tab.sees(stream, 1, 3));
    int host = host(stream);
    int deaf = (host + 1) % 3;

    kit.cut(host, deaf, true);
    Broadcast.Over over = kit.ask(host, who -> new StreamEntity.End(new StreamId(stream), who));
    assertThat(over.ending()).isEqualTo(Streams.Ending.ENDED);
    long epoch = report(host, stream).path("epoch").asLong();
    kit.region(host).tell(overtaking(stream, epoch + 1));
    await().until(() -> report(host, stream).path("epoch").asLong() > epoch);
    assertThat(left(tabs.get(deaf))).as("has heard of it, so nothing was tried").isFalse();
    kit.cut(host, deaf, false);

    tabs.forEach(tab -> await().atMost(PROMISE).until(() -> left(tab)));
    for (int node = 0; node < 3; node++) {
      int each = node;
      await()
          .atMost(PROMISE)
          .untilAsserted(
              () -> assertThat(told(each, stream)).isEqualTo("0 viewers, 0 connections, exact"));
    }
    tabs.forEach(TestTab::close);
  }

  private static boolean left(TestTab tab) {
    return tab.frames().stream().anyMatch(frame -> frame.path("type").asText().equals("left"));
  }

  /** What makes an entity of a lower epoch stop at once, as its death would. */
  private static StreamEntity.Request overtaking(String stream, long epoch) {
    var nobody = new Source(new UUID(1, 1), 0);
    var digest = new ToEntity.Digest(nobody, 0, epoch, 0, 0, false, false, false, 0, 0, 0, 0, null);
    return new HotMessage.ForEntity(new StreamId(stream), digest);
  }

  private static JsonNode report(int node, String stream) {
    return read(kit.management(node) + "/ops/streams/" + stream);
  }

  @Test
  @Order(3)
  void countStaysWhenItsHostLeaves() {
    var stream = "three-leaves";
    var tabs = onEach(stream, 60);
    tabs.forEach(tab -> tab.sees(stream, 1, 3));
    int host = host(stream);
    var others = others(host);
    kit.tab(host).connect(NodeKit.token(61)).join(stream);
    others.forEach(node -> tabs.get(node).sees(stream, 2, 4));

    kit.stop(host);
    // the leaving node's two tabs are held, and gone when they are not back
    others.forEach(node -> tabs.get(node).sees(stream, 1, 2, PROMISE));
    others.forEach(node -> neverBelow(tabs.get(node), stream, 1, 2));

    kit.start(host);
    kit.awaitReady(host);
    var back = kit.tab(host).connect(NodeKit.token(61)).join(stream);
    back.sees(stream, 2, 3);
    others.forEach(node -> tabs.get(node).sees(stream, 2, 3));
    back.close();
    others.forEach(node -> tabs.get(node).close());
  }

  @Test
  @Order(4)
  void countStaysWhenItsHostDies() {
    var stream = "three-dies";
    var tabs = onEach(stream, 70);
    tabs.forEach(tab -> tab.sees(stream, 1, 3));
    int host = host(stream);
    var others = others(host);

    kit.kill(host);
    var sunk = new AtomicBoolean();
    await()
        .atMost(PROMISE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              for (int node : others) {
                var count = count(node, stream);
                sunk.compareAndSet(false, count.path("connections").asInt() < 2);
                assertThat(count.path("connections").asInt()).isEqualTo(2);
                assertThat(count.path("quality").asText()).isEqualTo("exact");
              }
            });
    assertThat(sunk).as("the count sank below the tabs that never went").isFalse();
    others.forEach(node -> tabs.get(node).sees(stream, 1, 2));
    others.forEach(node -> neverBelow(tabs.get(node), stream, 1, 2));
    others.forEach(node -> tabs.get(node).close());
  }

  /** One tab of that viewer on each node. */
  private static List<TestTab> onEach(String stream, long viewer) {
    var tabs = new ArrayList<TestTab>();
    for (int node = 0; node < 3; node++) {
      tabs.add(kit.tab(node).connect(NodeKit.token(viewer)).join(stream));
    }
    return tabs;
  }

  private static List<Integer> others(int host) {
    return IntStream.range(0, 3).filter(node -> node != host).boxed().toList();
  }

  /** Since the tab saw its first whole count, it was never told less. */
  private static void neverBelow(TestTab tab, String stream, int viewers, int connections) {
    var counts =
        tab.frames().stream()
            .filter(frame -> frame.path("stream").asText().equals(stream))
            .toList();
    int whole = 0;
    while (counts.get(whole).path("connections").asInt() < 3) {
      whole++;
    }
    assertThat(counts.subList(whole, counts.size()))
        .allSatisfy(
            frame -> {
              assertThat(frame.path("viewers").asInt()).isGreaterThanOrEqualTo(viewers);
              assertThat(frame.path("connections").asInt()).isGreaterThanOrEqualTo(connections);
            });
  }

  /** Which node the stream's entity lives on. */
  private static int host(String stream) {
    var node = report(0, stream).path("node").asText();
    return IntStream.range(0, 3).filter(i -> node.equals(kit.address(i))).findFirst().orElseThrow();
  }

  private static String told(int node, String stream) {
    var count = count(node, stream);
    return "%d viewers, %d connections, %s"
        .formatted(
            count.path("viewers").asInt(),
            count.path("connections").asInt(),
            count.path("quality").asText());
  }

  private static JsonNode count(int node, String stream) {
    return read(kit.http(node) + "/v1/streams/" + stream + "/viewers");
  }

  private static JsonNode read(String url) {
    var answer = NodeKit.get(url);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (java.io.IOException garbage) {
      throw new AssertionError(answer.body(), garbage);
    }
  }
}
