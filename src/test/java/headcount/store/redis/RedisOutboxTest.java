package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.AudienceRecord.Current;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisOutboxTest {
  private static final BroadcastRef SHOW =
      new BroadcastRef(1_790_000_000_123L, new BroadcasterId("b-1"), new CategoryId("c_1"));

  @BeforeEach
  void empty() {
    TestRedis.flush();
  }

  private static AudienceRecord current(String stream, long version) {
    return new Current(new StreamId(stream), SHOW, 7, version, 5, 6, 1, 9, 4, 2, true, 123);
  }

  @Test
  void everyKindOfRecordIsReadAsItWasWritten() {
    List<AudienceRecord> all =
        List.of(
            new Watched(
                new StreamId("s"),
                SHOW,
                new SessionId(Long.MAX_VALUE),
                new ViewerId(Long.MIN_VALUE),
                true,
                1,
                2,
                EndedBy.NODE_LOST),
            new HistoryStep(new StreamId("s"), SHOW, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            current("s", 3));
    assertThat(all)
        .allSatisfy(each -> assertThat(RecordText.read(RecordText.write(each))).isEqualTo(each));
  }

  @Test
  void theWrittenFormStands() {
    assertThat(RecordText.write(current("s", 3)))
        .isEqualTo("C1 s 1790000000123 b-1 c_1 7 3 5 6 1 9 4 2 1 123");
  }

  @Test
  void aStreamsRecordsStayInOrder() {
    try (var fixture = RedisFixture.single(InstantSource.system())) {
      var records = new ArrayList<AudienceRecord>();
      for (int i = 0; i < 1700; i++) {
        records.add(current("ordered", i));
      }
      fixture.stores.outbox().append(records.subList(0, 1000));
      fixture.stores.outbox().append(records.subList(1000, 1700)).toCompletableFuture().join();
      var index = Keys.outboxOf(new StreamId("ordered"));
      var read = fixture.stores.outbox(index).oldest(5000).toCompletableFuture().join();
      assertThat(read.stream().map(OutboxReader.Entry::record)).containsExactlyElementsOf(records);
    }
  }

  @Test
  void withoutRedisRecordsWaitAndWhatDoesNotFitIsDropped() throws Exception {
    try (var gate = new TcpGate(TestRedis.port());
        var stores =
            gate.stores(InstantSource.system(), Map.of("headcount.store.redis.outbox-buffer", 3))) {
      var records = List.of(current("s", 1), current("s", 2), current("s", 3), current("s", 4));
      var safe = stores.outbox().append(records).toCompletableFuture();
      var dropped = stores.outbox().append(List.of(current("s", 5))).toCompletableFuture();
      assertThat(dropped).isCompleted();
      assertThat(safe).isNotDone();
      gate.open();
      assertThat(safe).succeedsWithin(20, TimeUnit.SECONDS);
      var index = Keys.outboxOf(new StreamId("s"));
      var read = stores.outbox(index).oldest(10).toCompletableFuture().join();
      assertThat(read.stream().map(OutboxReader.Entry::record).distinct())
          .containsExactlyElementsOf(records.subList(0, 3));
    }
  }
}
