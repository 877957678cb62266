package headcount.store.aurora;

import headcount.presence.StreamId;
import headcount.store.StoredSlot;
import headcount.store.aurora.Gathering.Range;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Reads a stream's days from the history readers. Much of what many days take is waiting for their
 * pages, so several connections share them. Thread-safe.
 */
final class StreamDays {
  /** Connections that share a question's stretches. */
  private static final int SHARING = 3;

  private final Pools pools;

  StreamDays(Pools pools) {
    this.pools = pools;
  }

  /**
   * Those days in UTC, each with all its slots.
   *
   * @param days in order, one or more
   * @return empty if the stream was never announced nor watched
   */
  CompletionStage<Optional<Map<LocalDate, List<StoredSlot>>>> of(
      StreamId stream, List<LocalDate> days) {
    var stretches = Stretches.of(days.getFirst(), days.getLast());
    var readings =
        IntStream.range(0, Math.min(SHARING, stretches.size()))
            .mapToObj(first -> everyNth(stretches, first))
            .map(shared -> read(stream, shared).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(readings.toArray(CompletableFuture[]::new))
        .thenCompose(
            _ -> {
              var slots = readings.stream().flatMap(each -> each.join().stream()).toList();
              return slots.isEmpty()
                  ? everBroadcast(stream).thenApply(known -> known ? byDay(slots, days) : null)
                  : CompletableFuture.completedFuture(byDay(slots, days));
            })
        .thenApply(Optional::ofNullable);
  }

  private static List<Range> everyNth(List<Range> stretches, int first) {
    return IntStream.iterate(first, i -> i < stretches.size(), i -> i + SHARING)
        .mapToObj(stretches::get)
        .toList();
  }

  private CompletionStage<List<StoredSlot>> read(StreamId stream, List<Range> stretches) {
    return pools.read(
        Pools.Job.HISTORY,
        connection -> {
          var out = new ArrayList<StoredSlot>();
          for (var stretch : stretches) {
            out.addAll(StoredSlots.of(connection, stream, stretch));
          }
          return out;
        });
  }

  private CompletionStage<Boolean> everBroadcast(StreamId stream) {
    return pools.read(Pools.Job.HISTORY, connection -> everBroadcast(connection, stream));
  }

  private static boolean everBroadcast(Connection connection, StreamId stream) throws SQLException {
    return !Slots.broadcasts(connection, "broadcasts_of_stream", stream.text()).isEmpty();
  }

  private static Map<LocalDate, List<StoredSlot>> byDay(
      List<StoredSlot> slots, List<LocalDate> days) {
    var out = new HashMap<LocalDate, List<StoredSlot>>();
    days.forEach(day -> out.put(day, new ArrayList<>()));
    for (var slot : slots) {
      var ofDay = out.get(day(slot));
      if (ofDay != null) {
        ofDay.add(slot);
      }
    }
    return out;
  }

  private static LocalDate day(StoredSlot slot) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(slot.atMillis()), ZoneOffset.UTC);
  }
}
