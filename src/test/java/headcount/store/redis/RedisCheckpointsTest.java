package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.Checkpoint.Base;
import headcount.checkpoint.CheckpointResult.Accepted;
import headcount.checkpoint.CheckpointResult.Fenced;
import headcount.checkpoint.CheckpointResult.NeedsFull;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.CheckpointsContract;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisCheckpointsTest extends CheckpointsContract {
  private static RedisFixture fixture;

  @BeforeAll
  static void connect() {
    fixture = RedisFixture.single(InstantSource.system());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected Checkpoints store() {
    return fixture.stores.checkpoints();
  }

  @Override
  protected Set<ViewerId> storedViewers(StreamId stream) {
    return viewers(fixture, stream);
  }

  @Override
  protected Set<SessionId> storedSessions(StreamId stream) {
    return sessions(fixture, stream);
  }

  @Override
  protected long now() {
    return InstantSource.system().millis();
  }

  static Set<ViewerId> viewers(RedisFixture fixture, StreamId stream) {
    return fixture.redis.smembers("live:users:{" + stream + "}").stream()
        .map(text -> new ViewerId(Long.parseLong(text)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<SessionId> sessions(RedisFixture fixture, StreamId stream) {
    return fixture.redis.hkeys("live:tabs:{" + stream + "}").stream()
        .map(text -> new SessionId(Long.parseLong(text)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Checkpoint of(StreamId stream, long epoch, long version, int from, int to) {
    var tabs = new ArrayList<Checkpoint.Placed>();
    for (int i = from; i <= to; i++) {
      tabs.add(tab(i, i, A));
    }
    return full(stream, epoch, version, tabs);
  }

  @Test
  void theKeysAreThoseOfTheContract() {
    var stream = new StreamId("keys");
    got(store().write(full(stream, 5, 2, List.of(tab(1, 10, A), tab(2, 10, B), tab(3, -11, B)))));
    var redis = fixture.redis;
    assertThat(redis.scard("live:users:{keys}")).isEqualTo(2);
    assertThat(redis.hlen("live:tabs:{keys}")).isEqualTo(3);
    assertThat(redis.hget("live:tabs:{keys}", "3")).isEqualTo("-11 " + B + " 1003");
    assertThat(redis.zscore("hb:{keys}", A.toString())).isEqualTo(5000);
    assertThat(redis.hgetall("live:stream:{keys}"))
        .containsEntry("epoch", "5")
        .containsEntry("version", "2")
        .containsEntry("viewers", "2")
        .containsEntry("connections", "3")
        .containsEntry("anonymous", "0")
        .containsEntry("peak", "7")
        .containsEntry("asOf", "77")
        .containsEntry("category", "music")
        .containsEntry(A.toString(), "9")
        .containsEntry(B.toString(), "3")
        .containsKey("touchedAt");
  }

  @Test
  void aServerThatForgotTheScriptsIsGivenThemAgain() {
    var stream = new StreamId("noscript");
    got(store().write(of(stream, 1, 1, 1, 3)));
    fixture.redis.scriptFlush();
    assertThat(got(store().write(of(stream, 1, 2, 1, 4)))).isEqualTo(new Accepted());
    assertThat(sessions(fixture, stream)).hasSize(4);
  }

  @Test
  void untilTheLastPartIsInTheOldSetsStand() {
    var stream = new StreamId("staged");
    got(store().write(of(stream, 1, 1, 1, 10)));
    var stage = Script.fenced("stage");
    try (var link = link()) {
      var answer =
          got(
              stage.run(
                  link,
                  stageKeys(stream),
                  List.of("2", "1", "1", "120", "1", "0", "2", "77", "77", "x y 1")));
      assertThat(answer.getFirst()).isEqualTo(1L);
    }
    assertThat(sessions(fixture, stream)).hasSize(10);
    assertThat(got(store().load(stream)).orElseThrow().count().epoch()).isEqualTo(1);
    assertThat(got(store().write(of(stream, 2, 2, 1, 5000)))).isEqualTo(new Accepted());
    assertThat(sessions(fixture, stream)).hasSize(5000);
    assertThat(fixture.redis.exists("live:users:{staged}:next", "live:tabs:{staged}:next"))
        .isZero();
    assertThat(fixture.redis.ttl("live:users:{staged}")).isEqualTo(-1);
  }

  @Test
  void aZombieCannotMixItsPartsIntoASuccessors() {
    var stream = new StreamId("zombie");
    var stage = Script.fenced("stage");
    try (var link = link()) {
      var keys = stageKeys(stream);
      got(stage.run(link, keys, part("1", "1", "1", "11")));
      assertThat(got(stage.run(link, keys, part("2", "1", "1", "22"))).getFirst()).isEqualTo(1L);
      assertThat(got(stage.run(link, keys, part("1", "1", "0", "12"))).getFirst()).isEqualTo(2L);
      assertThat(got(stage.run(link, keys, part("1", "1", "1", "13"))).getFirst()).isEqualTo(0L);
      assertThat(got(stage.run(link, keys, part("2", "1", "0", "23"))).getFirst()).isEqualTo(1L);
    }
    assertThat(fixture.redis.hkeys("live:tabs:{zombie}:next"))
        .containsExactlyInAnyOrder("22", "23");
    assertThat(got(store().load(stream))).isEmpty();
  }

  @Test
  void aDifferenceThatBrokeOffIsNotBuiltUpon() {
    var stream = new StreamId("partial");
    got(store().write(of(stream, 1, 1, 1, 10)));
    var keys =
        List.of(
            "live:stream:{partial}",
            "live:users:{partial}",
            "live:tabs:{partial}",
            "live:anonymous:{partial}");
    try (var link = link()) {
      var words = List.of("1", "2", "1", "1", "1", "0", "0", "1", "0", "0", "999");
      assertThat(got(Script.fenced("part").run(link, keys, words)).getFirst()).isEqualTo(1L);
    }
    var next =
        checkpoint(
            stream,
            new Base(1, 1),
            1,
            3,
            List.of(),
            List.of(),
            List.of(tab(11, 11, A)),
            List.of(),
            11);
    assertThat(got(store().write(next))).isEqualTo(new NeedsFull());
    assertThat(got(store().write(of(stream, 1, 3, 1, 11)))).isEqualTo(new Accepted());
    assertThat(viewers(fixture, stream)).hasSize(11).doesNotContain(new ViewerId(999));
  }

  @Test
  void ofTwoLargeOnesAtOnceTheNewerStands() {
    var stream = new StreamId("race");
    var older = store().write(of(stream, 1, 1, 1, 6000)).toCompletableFuture();
    var newer = store().write(of(stream, 2, 1, 10_001, 17_000)).toCompletableFuture();
    CompletableFuture.allOf(older, newer).join();
    assertThat(newer.join()).isEqualTo(new Accepted());
    assertThat(older.join()).isInstanceOfAny(Fenced.class, NeedsFull.class, Accepted.class);
    assertThat(sessions(fixture, stream)).hasSize(7000);
    assertThat(got(store().load(stream)).orElseThrow().count().epoch()).isEqualTo(2);
  }

  private static List<String> part(String epoch, String version, String first, String session) {
    return List.of(epoch, version, first, "120", "1", "0", "2", session, session, session + " x 1");
  }

  private static List<String> stageKeys(StreamId stream) {
    return List.of(
        "live:stream:{" + stream + "}",
        "live:users:{" + stream + "}:next",
        "live:tabs:{" + stream + "}:next",
        "live:anonymous:{" + stream + "}:next");
  }

  private static RedisLink link() {
    var config =
        com.typesafe.config.ConfigFactory.parseMap(
                Map.of("headcount.store.redis.uri", headcount.embedded.TestRedis.uri()))
            .withFallback(com.typesafe.config.ConfigFactory.load());
    var link = new RedisLink(RedisSettings.from(config));
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(link::connected);
    return link;
  }
}
