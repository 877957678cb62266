package headcount.store.aurora;

import headcount.audience.Cached;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.StoredSlot;
import headcount.store.aurora.Slots.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stream's slots, from the cache by days in UTC, and behind it from a reader. Thread-safe. */
final class StreamSlots {
  private final StreamDays stored;
  private final SlotCache cache;

  StreamSlots(Pools pools, SlotCache cache) {
    this.stored = new StreamDays(pools);
    this.cache = cache;
  }

  /**
   * Its slots that begin in the half-open range, in order, summed where broadcasts share one.
   *
   * @return empty if the stream was never announced nor watched
   */
  CompletionStage<Optional<Cached<List<Slot>>>> of(StreamId stream, Instant from, Instant to) {
    return cache
        .of(stream, days(from, to), days -> stored.of(stream, days))
        .thenApply(
            found -> found.map(all -> new Cached<>(summed(all.value(), from, to), all.hit())));
  }

  private static List<LocalDate> days(Instant from, Instant to) {
    return from.isBefore(to)
        ? day(from.toEpochMilli()).datesUntil(day(to.toEpochMilli() - 1).plusDays(1)).toList()
        : List.of(day(from.toEpochMilli()));
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  /** Those that begin in the half-open range, one for each moment. */
  private static List<Slot> summed(List<StoredSlot> slots, Instant from, Instant to) {
    var ordered =
        slots.stream()
            .filter(slot -> slot.atMillis() >= from.toEpochMilli())
            .filter(slot -> slot.atMillis() < to.toEpochMilli())
            .sorted(Comparator.comparingLong(StoredSlot::atMillis))
            .map(StreamSlots::slot)
            .toList();
    var out = new ArrayList<Slot>(ordered.size());
    for (var slot : ordered) {
      if (!out.isEmpty() && out.getLast().atMillis() == slot.atMillis()) {
        out.add(both(out.removeLast(), slot));
      } else {
        out.add(slot);
      }
    }
    return out;
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
