package headcount.store.redis;

import headcount.audience.Cached;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import headcount.store.StoredSlot;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Streams' history in Redis, as {@link KeptDays} has it. */
final class RedisSlotCache implements SlotCache {
  private final KeptDays days;
  private final SingleFlight flight;
  private final Counter hits;
  private final Counter misses;

  RedisSlotCache(RedisLink link, SingleFlight flight, Meters meters, InstantSource clock) {
    this.days = new KeptDays(link, clock);
    this.flight = flight;
    this.hits = RedisAnswerCache.counter(meters, "history", "hit");
    this.misses = RedisAnswerCache.counter(meters, "history", "miss");
  }

  @Override
  public CompletionStage<Optional<Cached<List<StoredSlot>>>> of(
      StreamId stream, List<LocalDate> asked, Reading reading) {
    var found = new AtomicReference<>(KeptDays.Found.NOTHING);
    return flight
        .of(
            new SingleFlight.Thing<>(
                stream + " " + asked,
                Keys.flight(stream),
                () ->
                    days.of(stream, asked)
                        .thenApply(
                            kept -> {
                              found.set(kept);
                              return kept.whole().keySet().containsAll(asked)
                                  ? Optional.of(Optional.of(all(kept.whole())))
                                  : Optional.empty();
                            }),
                () -> read(stream, asked, Objects.requireNonNull(found.get()), reading)))
        .thenApply(
            slots -> {
              (slots.hit() ? hits : misses).increment();
              return slots.value().map(value -> new Cached<>(value, slots.hit()));
            });
  }

  @Override
  public CompletionStage<Void> committed(List<HistoryStep> steps) {
    return CompletableFuture.allOf(
        steps.stream()
            .map(step -> days.add(step.stream(), StoredSlot.of(step)).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  /** Reads what is missing; what was committed today is kept, though no replica may have it. */
  private CompletionStage<SingleFlight.Product<Optional<List<StoredSlot>>>> read(
      StreamId stream, List<LocalDate> asked, KeptDays.Found kept, Reading reading) {
    var missing = asked.stream().filter(day -> !kept.whole().containsKey(day)).toList();
    return reading
        .of(missing)
        .thenApply(
            read ->
                new SingleFlight.Product<>(
                    read.map(
                        days ->
                            Stream.concat(
                                    all(kept.whole()).stream(),
                                    joined(all(days), kept.begun()).stream())
                                .toList()),
                    read.isEmpty() ? null : () -> days.keep(stream, read.get())));
  }

  /** Of a slot that both have, the higher epoch stands. */
  private static List<StoredSlot> joined(List<StoredSlot> read, List<StoredSlot> begun) {
    if (begun.isEmpty()) {
      return read;
    }
    record Name(long at, long started) {}
    var out = new HashMap<Name, StoredSlot>();
    Stream.concat(read.stream(), begun.stream())
        .forEach(
            slot ->
                out.merge(
                    new Name(slot.atMillis(), slot.startedMillis()),
                    slot,
                    (a, b) -> b.epoch() > a.epoch() ? b : a));
    return List.copyOf(out.values());
  }

  private static List<StoredSlot> all(Map<LocalDate, List<StoredSlot>> days) {
    return days.values().stream().flatMap(List::stream).toList();
  }
}
