package headcount.store.aurora;

import headcount.audience.Cached;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.StoredSlot;
import headcount.store.aurora.Slots.Slot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stream's slots, from the cache by days in UTC, and behind it from a reader. Thread-safe. */
final class StreamSlots {
  /** Broadcasts up to which each is looked up by itself. */
  private static final int FEW = 12;

  /** Days above which two connections read, half of them each. */
  private static final int MANY_DAYS = 7;

  private final Pools pools;
  private final SlotCache cache;

  StreamSlots(Pools pools, SlotCache cache) {
    this.pools = pools;
    this.cache = cache;
  }

  /**
   * Its slots that begin in the half-open range, in order, summed where broadcasts share one.
   *
   * @return empty if the stream was never announced nor watched
   */
  CompletionStage<Optional<Cached<List<Slot>>>> of(StreamId stream, Instant from, Instant to) {
    return cache
        .of(stream, days(from, to), days -> read(stream, days))
        .thenApply(
            found ->
                found.map(all -> new Cached<>(summed(within(all.value(), from, to)), all.hit())));
  }

  private static List<LocalDate> days(Instant from, Instant to) {
    return from.isBefore(to)
        ? day(from.toEpochMilli()).datesUntil(day(to.toEpochMilli() - 1).plusDays(1)).toList()
        : List.of(day(from.toEpochMilli()));
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  /** What a cold stream takes is waiting for its pages, so many days are read by two at once. */
  private CompletionStage<Optional<Map<LocalDate, List<StoredSlot>>>> read(
      StreamId stream, List<LocalDate> days) {
    if (days.size() <= MANY_DAYS) {
      return readAtOnce(stream, days);
    }
    var half = days.size() / 2;
    return readAtOnce(stream, days.subList(0, half))
        .thenCombine(readAtOnce(stream, days.subList(half, days.size())), StreamSlots::together);
  }

  private static Optional<Map<LocalDate, List<StoredSlot>>> together(
      Optional<Map<LocalDate, List<StoredSlot>>> older,
      Optional<Map<LocalDate, List<StoredSlot>>> newer) {
    if (older.isEmpty() && newer.isEmpty()) {
      return Optional.empty();
    }
    var out = new HashMap<>(older.orElse(Map.of()));
    out.putAll(newer.orElse(Map.of()));
    return Optional.of(out);
  }

  private CompletionStage<Optional<Map<LocalDate, List<StoredSlot>>>> readAtOnce(
      StreamId stream, List<LocalDate> days) {
    return pools.read(
        Pools.Job.HISTORY,
        connection -> {
          var stored = stored(connection, stream, days);
          return stored.isEmpty() && !everBroadcast(connection, stream)
              ? Optional.empty()
              : Optional.of(byDay(stored, days));
        });
  }

  private static Map<LocalDate, List<StoredSlot>> byDay(
      List<StoredSlot> slots, List<LocalDate> days) {
    var out = new HashMap<LocalDate, List<StoredSlot>>();
    days.forEach(day -> out.put(day, new ArrayList<>()));
    for (var slot : slots) {
      var ofDay = out.get(day(slot.atMillis()));
      if (ofDay != null) {
        ofDay.add(slot);
      }
    }
    return out;
  }

  private static boolean everBroadcast(Connection connection, StreamId stream) throws SQLException {
    return !Slots.broadcasts(connection, "broadcasts_of_stream", stream.text()).isEmpty();
  }

  private static List<StoredSlot> stored(
      Connection connection, StreamId stream, List<LocalDate> days) throws SQLException {
    var from = days.getFirst().atStartOfDay();
    var to = days.getLast().plusDays(1).atStartOfDay();
    var began = began(connection, stream, from, to);
    if (began.isEmpty()) {
      return List.of();
    }
    var few = began.size() <= FEW;
    var statement = few ? Sql.list("stored_slots", began.size()) : Sql.of("stored_slots_of_many");
    try (var select = connection.prepareStatement(statement)) {
      var index = 1;
      if (few) {
        for (var key : began.keySet()) {
          select.setLong(index++, key);
        }
      } else {
        select.setString(index++, stream.text());
        select.setObject(index++, Utc.of(Collections.min(began.values())));
        select.setObject(index++, to);
      }
      select.setObject(index++, from);
      select.setObject(index, to);
      return read(select, began);
    }
  }

  /** When each broadcast began that may have been on in the half-open range, Unix ms. */
  private static Map<Long, Long> began(
      Connection connection, StreamId stream, LocalDateTime from, LocalDateTime to)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("broadcasts_on_of_stream"))) {
      select.setString(1, stream.text());
      select.setObject(2, to);
      select.setString(3, stream.text());
      select.setObject(4, from);
      try (var row = select.executeQuery()) {
        var out = new HashMap<Long, Long>();
        while (row.next()) {
          out.put(row.getLong(1), Utc.millis(row, 2));
        }
        return out;
      }
    }
  }

  private static List<StoredSlot> read(PreparedStatement select, Map<Long, Long> began)
      throws SQLException {
    try (var row = select.executeQuery()) {
      var out = new ArrayList<StoredSlot>();
      while (row.next()) {
        out.add(
            new StoredSlot(
                began.getOrDefault(row.getLong(1), 0L),
                Utc.millis(row, 2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11)));
      }
      return out;
    }
  }

  private static List<StoredSlot> within(List<StoredSlot> slots, Instant from, Instant to) {
    return slots.stream()
        .filter(slot -> slot.atMillis() >= from.toEpochMilli())
        .filter(slot -> slot.atMillis() < to.toEpochMilli())
        .toList();
  }

  private static List<Slot> summed(List<StoredSlot> slots) {
    var out = new TreeMap<Long, Slot>();
    slots.forEach(slot -> out.merge(slot.atMillis(), slot(slot), StreamSlots::both));
    return List.copyOf(out.values());
  }

  private static Slot slot(StoredSlot s) {
    return new Slot(
        s.atMillis(),
        s.viewerSeconds(),
        s.observed(),
        s.live(),
        s.recovering(),
        s.joins(),
        s.leaves(),
        s.exact() ? s.peak() : null,
        s.exact() ? s.low() : null);
  }

  private static Slot both(Slot a, Slot b) {
    return new Slot(
        a.atMillis(),
        a.viewerSeconds() + b.viewerSeconds(),
        a.observed() + b.observed(),
        a.live() + b.live(),
        a.recovering() + b.recovering(),
        a.joins() + b.joins(),
        a.leaves() + b.leaves(),
        known(a.peak(), b.peak(), true),
        known(a.low(), b.low(), false));
  }

  private static @Nullable Long known(@Nullable Long a, @Nullable Long b, boolean highest) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return highest ? Math.max(a, b) : Math.min(a, b);
  }
}
