package headcount.store.redis;

import headcount.checkpoint.AudienceRecord;
import headcount.presence.StreamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to one outbox: records in order, one batch of appends under way at a time; what did not
 * arrive is sent again, at first one record alone: a server that is gone or hangs is not to be sent
 * hundreds each second, which it may find before it when it goes on. Thread-safe.
 */
final class OutboxLane {
  static final String FIELD = "r";
  private static final int BATCH = 500;

  private record Waiting(StreamId stream, String text, CompletableFuture<Void> safe) {}

  /** How a record's text is appended; may be called again with the same one. */
  interface Append {
    CompletionStage<?> text(String text);
  }

  private final Append append;
  private final AtomicInteger room;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private boolean sending;
  private int most = BATCH;

  /**
   * @param room how many more records may wait, of all lanes together
   */
  OutboxLane(Append append, AtomicInteger room) {
    this.append = append;
    this.room = room;
  }

  static OutboxLane of(RedisLink link, int index, AtomicInteger room) {
    var key = Keys.outbox(index);
    return new OutboxLane(text -> link.call(c -> c.xadd(key, Map.of(FIELD, text))), room);
  }

  /** Takes the record; false if there is no room. */
  boolean offer(AudienceRecord record, CompletableFuture<Void> safe) {
    if (room.getAndUpdate(left -> left > 0 ? left - 1 : 0) <= 0) {
      return false;
    }
    synchronized (this) {
      queue.add(new Waiting(record.stream(), RecordText.write(record), safe));
    }
    return true;
  }

  /** How many records of that stream wait here. */
  synchronized long waiting(StreamId stream) {
    return queue.stream().filter(each -> each.stream.equals(stream)).count();
  }

  /** Sends what waits, unless that is under way or there is nothing. */
  void send() {
    var batch = new ArrayList<Waiting>();
    synchronized (this) {
      if (sending || queue.isEmpty()) {
        return;
      }
      sending = true;
      var next = queue.iterator();
      while (next.hasNext() && batch.size() < most) {
        batch.add(next.next());
      }
    }
    var appends =
        batch.stream()
            .map(each -> append.text(each.text).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    var _ =
        CompletableFuture.allOf(appends).whenComplete((_, failure) -> sent(batch, failure == null));
  }

  private void sent(List<Waiting> batch, boolean arrived) {
    synchronized (this) {
      sending = false;
      most = arrived ? BATCH : 1;
      if (arrived) {
        for (int i = 0; i < batch.size(); i++) {
          queue.remove();
        }
      }
    }
    if (arrived) {
      room.addAndGet(batch.size());
      batch.forEach(each -> each.safe.complete(null));
      send();
    }
  }
}
