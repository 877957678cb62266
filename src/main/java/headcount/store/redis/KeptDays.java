package headcount.store.redis;

import headcount.presence.StreamId;
import headcount.store.StoredSlot;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Today's slots of a stream in a hash, which every committed one is written through to, and closed
 * days as a text each. A late slot shuts its closed day for a minute: until then a replica that was
 * behind would bring back a day without it. Days are UTC. Thread-safe.
 */
final class KeptDays {
  private static final Duration TODAY_LIVES = Duration.ofDays(2);
  private static final Duration CLOSED_LIVES = Duration.ofDays(1);

  /** Of a day that closed less than {@link #SETTLED} ago; its last slots are still on their way. */
  private static final Duration FRESH_LIVES = Duration.ofSeconds(15);

  private static final Duration SETTLED = Duration.ofHours(1);
  private static final Duration SHUT = Duration.ofMinutes(1);
  private static final String WHOLE = "whole";
  private static final String DAY = "day";

  private final RedisLink link;
  private final InstantSource clock;
  private final Script add = Script.unfenced("slots_add");
  private final Script join = Script.unfenced("slots_keep");

  KeptDays(RedisLink link, InstantSource clock) {
    this.link = link;
    this.clock = clock;
  }

  /** What is kept of those days; a day that is not kept whole is left out. Never fails. */
  CompletionStage<Map<LocalDate, List<StoredSlot>>> of(StreamId stream, List<LocalDate> days) {
    var today = today();
    var closed = days.stream().filter(day -> day.isBefore(today)).toList();
    var now =
        days.contains(today)
            ? link.call(c -> c.hgetall(Keys.today(stream)))
            : CompletableFuture.completedFuture(Map.<String, String>of());
    return now.thenCombine(
            closed(stream, closed),
            (hash, before) -> {
              var out = new HashMap<>(before);
              if (hash.containsKey(WHOLE) && today.toString().equals(hash.get(DAY))) {
                out.put(today, slots(hash, today));
              }
              return (Map<LocalDate, List<StoredSlot>>) out;
            })
        .exceptionally(_ -> Map.of());
  }

  /**
   * Keeps days as the database was read just now, each with all its slots.
   *
   * @return today, if it was among them, joined with what was committed meanwhile. Never fails
   */
  CompletionStage<Map<LocalDate, List<StoredSlot>>> keep(
      StreamId stream, Map<LocalDate, List<StoredSlot>> days) {
    var today = today();
    days.forEach(
        (day, slots) -> {
          if (day.isBefore(today)) {
            closed(stream, day, slots);
          }
        });
    var slots = days.get(today);
    return slots == null
        ? CompletableFuture.completedFuture(Map.of())
        : open(stream, today, slots).exceptionally(_ -> Map.of());
  }

  /** Writes a committed slot through. */
  CompletionStage<Void> add(StreamId stream, StoredSlot slot) {
    var day = LocalDate.ofInstant(Instant.ofEpochMilli(slot.atMillis()), ZoneOffset.UTC);
    var words =
        List.of(
            day.toString(), SlotText.name(slot, day), SlotText.numbers(slot), seconds(TODAY_LIVES));
    var added = add.run(link, List.of(Keys.today(stream)), words).thenAccept(_ -> {});
    return day.isBefore(today())
        ? added.thenCompose(_ -> shut(stream, day)).thenAccept(_ -> {})
        : added;
  }

  private CompletionStage<String> shut(StreamId stream, LocalDate day) {
    return link.call(c -> c.set(Keys.day(stream, day), "", SetArgs.Builder.ex(SHUT)));
  }

  private CompletionStage<Map<LocalDate, List<StoredSlot>>> closed(
      StreamId stream, List<LocalDate> days) {
    if (days.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    var keys = days.stream().map(day -> Keys.day(stream, day)).toArray(String[]::new);
    return link.call(c -> c.mget(keys))
        .thenApply(
            texts -> {
              var out = new HashMap<LocalDate, List<StoredSlot>>();
              for (int i = 0; i < keys.length; i++) {
                var text = texts.get(i).getValueOrElse("");
                if (!text.isEmpty()) {
                  out.put(days.get(i), SlotText.read(text, days.get(i)));
                }
              }
              return out;
            });
  }

  private static List<StoredSlot> slots(Map<String, String> hash, LocalDate day) {
    var out = new ArrayList<StoredSlot>(hash.size());
    hash.forEach(
        (name, numbers) -> {
          if (!name.equals(WHOLE) && !name.equals(DAY)) {
            out.add(SlotText.slot(name, numbers, day));
          }
        });
    return out;
  }

  private CompletionStage<Map<LocalDate, List<StoredSlot>>> open(
      StreamId stream, LocalDate day, List<StoredSlot> slots) {
    var words = new ArrayList<String>(2 + 2 * slots.size());
    words.add(day.toString());
    words.add(seconds(TODAY_LIVES));
    for (var slot : slots) {
      words.add(SlotText.name(slot, day));
      words.add(SlotText.numbers(slot));
    }
    return join.run(link, List.of(Keys.today(stream)), words)
        .thenApply(
            hash -> {
              var fields = new HashMap<String, String>();
              for (int i = 0; i + 1 < hash.size(); i += 2) {
                fields.put(String.valueOf(hash.get(i)), String.valueOf(hash.get(i + 1)));
              }
              return fields.isEmpty() ? Map.of() : Map.of(day, slots(fields, day));
            });
  }

  private void closed(StreamId stream, LocalDate day, List<StoredSlot> slots) {
    var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var settled = end.plus(SETTLED).isBefore(clock.instant());
    var kept = SetArgs.Builder.nx().ex(settled ? CLOSED_LIVES : FRESH_LIVES);
    var _ = link.call(c -> c.set(Keys.day(stream, day), SlotText.day(slots, day), kept));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String seconds(Duration life) {
    return Long.toString(life.toSeconds());
  }
}
