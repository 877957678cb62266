package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.AudienceRecord;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxLaneTest {
  private record Sent(String text, CompletableFuture<String> answer) {}

  private final List<Sent> sent = new ArrayList<>();
  private final AtomicInteger room = new AtomicInteger(10);
  private final OutboxLane lane =
      new OutboxLane(
          text -> {
            var answer = new CompletableFuture<String>();
            sent.add(new Sent(text, answer));
            return answer;
          },
          room);

  private static AudienceRecord record(long version) {
    var show =
        new BroadcastRef(1_790_000_000_123L, new BroadcasterId("b-1"), new CategoryId("c_1"));
    return new AudienceRecord.Current(
        new StreamId("s"), show, 7, version, 5, 6, 1, 9, 4, 2, true, 123);
  }

  private List<CompletableFuture<Void>> offered(int records) {
    var safe = new ArrayList<CompletableFuture<Void>>();
    for (var i = 0; i < records; i++) {
      var future = new CompletableFuture<Void>();
      assertThat(lane.offer(record(i), future)).isTrue();
      safe.add(future);
    }
    return safe;
  }

  @Test
  void afterAFailureOneRecordGoesAheadOfTheOthers() {
    var safe = offered(4);
    lane.send();
    assertThat(sent).hasSize(4);
    var texts = sent.stream().map(Sent::text).toList();
    sent.get(0).answer.complete("1-0");
    sent.get(1).answer.completeExceptionally(new IOException("gone"));
    sent.get(2).answer.complete("1-1");
    sent.get(3).answer.complete("1-2");
    sent.clear();
    for (var again = 0; again < 3; again++) {
      lane.send();
      assertThat(sent).extracting(Sent::text).containsExactly(texts.getFirst());
      sent.getFirst().answer.completeExceptionally(new IOException("still gone"));
      sent.clear();
    }
    assertThat(safe).noneMatch(CompletableFuture::isDone);
    lane.send();
    sent.getFirst().answer.complete("2-0");
    assertThat(sent).extracting(Sent::text).containsExactlyElementsOf(texts);
    assertThat(safe.getFirst()).isCompleted();
    sent.stream().skip(1).forEach(each -> each.answer.complete("3-0"));
    assertThat(safe).allMatch(CompletableFuture::isDone);
    assertThat(room).hasValue(10);
  }
}
