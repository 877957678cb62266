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

  /**
   * What is kept of some days.
   *
   * @param whole days with all their slots
   * @param begun slots of today that were committed, where it is not kept whole
   */
  record Found(Map<LocalDate, List<StoredSlot>> whole, List<StoredSlot> begun) {
    static final Found NOTHING = new Found(Map.of(), List.of());
  }

  /** What is kept of those days. Never fails. */
  CompletionStage<Found> of(StreamId stream, List<LocalDate> days) {
    var today = today();
    var closed = days.stream().filter(day -> day.isBefore(today)).toList();
    var now =
        days.contains(today)
            ? link.call(c -> c.hgetall(Keys.today(stream)))
            : CompletableFuture.completedFuture(Map.<String, String>of());
    return now.thenCombine(
            closed(stream, closed),
            (hash, before) -> {
              if (!today.toString().equals(hash.get(DAY))) {
                return new Found(before, List.of());
              }
              if (!hash.containsKey(WHOLE)) {
                return new Found(before, slots(hash, today));
              }
              var out = new HashMap<>(before);
              out.put(today, slots(hash, today));
              return new Found(out, List.of());
            })
        .exceptionally(_ -> Found.NOTHING);
  }

  /** Keeps days as the database was read just now, each with all its slots. */
  CompletionStage<?> keep(StreamId stream, Map<LocalDate, List<StoredSlot>> days) {
    var today = today();
    var kept = new ArrayList<CompletionStage<?>>();
    days.forEach(
        (day, slots) -> {
          if (day.isBefore(today)) {
            kept.add(closed(stream, day, slots));
          } else if (day.equals(today)) {
            kept.add(open(stream, day, slots));
          }
        });
    return CompletableFuture.allOf(
        kept.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
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
        .thenApplyAsync(
            texts -> {
              var out = new HashMap<LocalDate, List<StoredSlot>>();
              for (int i = 0; i < keys.length; i++) {
                var text = texts.get(i).getValueOrElse("");
                if (!text.isEmpty()) {
                  out.put(days.get(i), SlotText.read(text, days.get(i)));
                }
              }
              return out;
            },
            Thread::startVirtualThread); // a month is long: Redis' other answers do not wait for it
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

  private CompletionStage<?> open(StreamId stream, LocalDate day, List<StoredSlot> slots) {
    var words = new ArrayList<String>(2 + 2 * slots.size());
    words.add(day.toString());
    words.add(seconds(TODAY_LIVES));
    for (var slot : slots) {
      words.add(SlotText.name(slot, day));
      words.add(SlotText.numbers(slot));
    }
    return join.run(link, List.of(Keys.today(stream)), words);
  }

  private CompletionStage<?> closed(StreamId stream, LocalDate day, List<StoredSlot> slots) {
    var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var settled = end.plus(SETTLED).isBefore(clock.instant());
    var kept = SetArgs.Builder.nx().ex(settled ? CLOSED_LIVES : FRESH_LIVES);
    return link.call(c -> c.set(Keys.day(stream, day), SlotText.day(slots, day), kept));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String seconds(Duration life) {
    return Long.toString(life.toSeconds());
  }
}
