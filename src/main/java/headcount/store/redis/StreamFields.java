package headcount.store.redis;

import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.StoredStream;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Ending;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code live:stream} hash. A source's own name holds its last sequence number;
 * {@code totals:} before it holds its joins and leaves. {@code ending} is there while an end is
 * owed: its mark, and who owes it, with a space between.
 */
final class StreamFields {
  private static final String TOTALS = "totals:";
  private static final String ENDING = "ending";

  private StreamFields() {}

  /** Name, value, name, value… */
  static List<String> of(Checkpoint checkpoint, long touchedAtMillis) {
    var out = new ArrayList<String>();
    var count = checkpoint.count();
    add(out, "epoch", count.epoch());
    add(out, "version", count.version());
    add(out, "viewers", count.viewers());
    add(out, "connections", count.connections());
    add(out, "anonymous", count.anonymous());
    add(out, "peak", checkpoint.peak());
    add(out, "asOf", count.asOfMillis());
    add(out, "category", checkpoint.broadcast().category());
    add(out, "broadcaster", checkpoint.broadcast().broadcaster());
    add(out, "startedAt", checkpoint.broadcast().startedAtMillis());
    add(out, "touchedAt", touchedAtMillis);
    add(out, "history", checkpoint.history());
    var ending = checkpoint.ending();
    if (ending != null) {
      add(out, ENDING, text(ending));
    }
    checkpoint
        .sources()
        .forEach(
            (source, mark) -> {
              add(out, source.toString(), mark.seq());
              add(out, TOTALS + source, mark.joins() + " " + mark.leaves());
            });
    return out;
  }

  /** What the hash says; empty if it holds no checkpoint. */
  static Optional<StoredStream> read(Map<String, String> fields) {
    if (!fields.containsKey("epoch")) {
      return Optional.empty();
    }
    var count =
        new Headcount(
            number(fields, "epoch"),
            number(fields, "version"),
            (int) number(fields, "viewers"),
            (int) number(fields, "connections"),
            (int) number(fields, "anonymous"),
            number(fields, "asOf"),
            Quality.RECOVERING);
    var broadcast =
        new BroadcastRef(
            number(fields, "startedAt"),
            new BroadcasterId(fields.getOrDefault("broadcaster", BroadcasterId.UNKNOWN.text())),
            new CategoryId(fields.getOrDefault("category", CategoryId.UNCATEGORIZED.text())));
    return Optional.of(
        new StoredStream(
            count,
            (int) number(fields, "peak"),
            broadcast,
            number(fields, "touchedAt"),
            sources(fields),
            fields.getOrDefault("history", ""),
            ending(fields.get(ENDING))));
  }

  private static String text(Ending ending) {
    return ending.owing().stream()
        .map(UUID::toString)
        .sorted()
        .collect(Collectors.joining(" ", ending.mark() + " ", ""));
  }

  private static @Nullable Ending ending(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var words = text.split(" ", -1);
    return new Ending(
        Long.parseLong(words[0]),
        Arrays.stream(words).skip(1).map(UUID::fromString).collect(Collectors.toSet()));
  }

  private static Map<Source, SourceMark> sources(Map<String, String> fields) {
    var out = new HashMap<Source, SourceMark>();
    fields.forEach(
        (name, value) -> {
          if (name.indexOf(':') > 0 && !name.startsWith(TOTALS)) {
            var totals = fields.getOrDefault(TOTALS + name, "0 0").split(" ", 2);
            out.put(
                Source.parse(name),
                new SourceMark(
                    Long.parseLong(value), Long.parseLong(totals[0]), Long.parseLong(totals[1])));
          }
        });
    return out;
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }

  private static void add(List<String> out, String name, Object value) {
    out.add(name);
    out.add(value.toString());
  }
}
