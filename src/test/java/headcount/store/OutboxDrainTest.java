package headcount.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import headcount.audience.Records;
import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.checkpoint.AudienceRecord.Watched;
import headcount.embedded.TestRedis;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import headcount.store.aurora.AuroraFixture;
import headcount.store.redis.RedisStores;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxDrainTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final long AT = NOW.toEpochMilli();
  private static final Meters METERS = new Meters(new SimpleMeterRegistry());
  private static AuroraFixture database;
  private static RedisStores redis;

  @BeforeAll
  static void connect() {
    database = AuroraFixture.at(NOW);
    var config =
        ConfigFactory.parseMap(Map.of("headcount.store.redis.uri", TestRedis.uri()))
            .withFallback(ConfigFactory.load());
    redis = RedisStores.connect(config, METERS, InstantSource.system());
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(redis::connected);
  }

  @BeforeEach
  void empty() {
    TestRedis.flush();
  }

  @AfterAll
  static void close() {
    redis.close();
    database.close();
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static AudienceRecord watched(String stream, long session) {
    return new Watched(
        new StreamId(stream),
        new BroadcastRef(AT, new BroadcasterId("b1"), new CategoryId("music")),
        new SessionId(session),
        new ViewerId(session),
        false,
        AT,
        AT + 1000,
        EndedBy.LEAVE);
  }

  private static HistoryStep step(String stream, long viewerSeconds) {
    return new HistoryStep(
        new StreamId(stream),
        new BroadcastRef(AT, new BroadcasterId("b1"), new CategoryId("music")),
        1,
        AT,
        viewerSeconds,
        0,
        1,
        1,
        0,
        0,
        10,
        10,
        0);
  }

  private static OutboxDrain drain(String stream, int batch) {
    var index = Math.floorMod(stream.hashCode(), RedisStores.OUTBOXES);
    return new OutboxDrain(
        redis.outbox(index), database.stores().writer(), redis.slots(), batch, METERS);
  }

  private static Records.Held held(String stream) {
    return got(database.stores().records(redis::pending).of(new StreamId(stream)));
  }

  @Test
  void recordsLeaveTheOutboxWhenTheyAreCommitted() {
    var records = new ArrayList<AudienceRecord>();
    for (int i = 1; i <= 2500; i++) {
      records.add(watched("flow", i));
    }
    records.add(step("flow", 7));
    got(redis.outbox().append(records));
    assertThat(held("flow").pending()).isEqualTo(2501);
    var drain = drain("flow", 1000);
    assertThat(got(drain.drainOnce())).isEqualTo(1000);
    assertThat(held("flow"))
        .isEqualTo(new Records.Held(new Records.Rows(1000, 1000), new Records.Rows(0, 0), 1501));
    assertThat(got(drain.drainOnce())).isEqualTo(1000);
    assertThat(got(drain.drainOnce())).isEqualTo(501);
    assertThat(got(drain.drainOnce())).isZero();
    assertThat(held("flow"))
        .isEqualTo(new Records.Held(new Records.Rows(2500, 2500), new Records.Rows(1, 1), 0));
  }

  @Test
  void dyingBetweenCommitAndRemovalDoublesNothing() {
    got(redis.outbox().append(List.of(watched("died", 1), watched("died", 2), step("died", 5))));
    var index = Math.floorMod("died".hashCode(), RedisStores.OUTBOXES);
    var entries = got(redis.outbox(index).oldest(10)); // read, committed, never removed
    got(database.stores().writer().write(entries.stream().map(e -> e.record()).toList()));
    assertThat(held("died").pending()).isEqualTo(3);
    assertThat(got(drain("died", 1000).drainOnce())).isEqualTo(3);
    assertThat(held("died"))
        .isEqualTo(new Records.Held(new Records.Rows(2, 2), new Records.Rows(1, 1), 0));
  }

  @Test
  void whatNoTableTakesIsSetAside() {
    var records = new ArrayList<AudienceRecord>();
    for (int i = 1; i <= 20; i++) {
      records.add(watched("poison", i));
    }
    records.add(7, step("poison", -1)); // below what an unsigned column takes
    got(redis.outbox().append(records));
    var key = "outbox:" + Math.floorMod("poison".hashCode(), RedisStores.OUTBOXES);
    TestRedis.ask("XADD", key, "*", "r", "what is this");
    got(drain("poison", 1000).drainOnce());
    assertThat(held("poison"))
        .isEqualTo(new Records.Held(new Records.Rows(20, 20), new Records.Rows(0, 0), 0));
    assertThat(TestRedis.ask("XLEN", "outbox:dead")).contains("2");
    assertThat(TestRedis.ask("XLEN", key)).contains("0");
  }

  @Test
  void withoutTheTablesNothingIsSetAside() {
    got(redis.outbox().append(List.of(watched("wait", 1))));
    database.run("RENAME TABLE user_sessions TO away");
    try {
      assertThat(drain("wait", 1000).drainOnce().toCompletableFuture())
          .failsWithin(10, TimeUnit.SECONDS);
    } finally {
      database.run("RENAME TABLE away TO user_sessions");
    }
    assertThat(held("wait").pending()).isEqualTo(1);
    assertThat(got(drain("wait", 1000).drainOnce())).isEqualTo(1);
  }
}
