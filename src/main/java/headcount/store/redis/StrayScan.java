package headcount.store.redis;

import headcount.checkpoint.Checkpoints.Stray;
import headcount.presence.Source;
import headcount.presence.StreamId;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds stored tabs of sources that are gone, page by page. */
final class StrayScan {
  private static final int PAGE = 1000;

  private record Beats(Map<Source, Long> beats, long touchedAt) {}

  private final RedisLink link;

  StrayScan(RedisLink link) {
    this.link = link;
  }

  CompletionStage<List<Stray>> of(StreamId stream, Set<Source> alive) {
    return beats(stream)
        .thenCompose(
            beats ->
                pages(stream, alive, ScanCursor.INITIAL, new HashMap<>())
                    .thenCompose(found -> told(stream, found, beats)));
  }

  private CompletionStage<Beats> beats(StreamId stream) {
    var scores = link.call(c -> c.zrangeWithScores(Keys.beats(stream), 0, -1));
    var touched = link.call(c -> c.hget(Keys.stream(stream), "touchedAt"));
    return scores.thenCombine(
        touched,
        (all, at) -> {
          var beats = new HashMap<Source, Long>();
          for (ScoredValue<String> each : all) {
            beats.put(Source.parse(each.getValue()), (long) each.getScore());
          }
          return new Beats(beats, at == null ? 0 : Long.parseLong(at));
        });
  }

  private CompletionStage<Map<String, String>> pages(
      StreamId stream, Set<Source> alive, ScanCursor cursor, Map<String, String> found) {
    return link.<MapScanCursor<String, String>>call(
            c -> c.hscan(Keys.tabs(stream), cursor, ScanArgs.Builder.limit(PAGE)))
        .thenCompose(
            page -> {
              page.getMap()
                  .forEach(
                      (session, value) -> {
                        if (!alive.contains(CheckpointParts.sourceOf(value))) {
                          found.put(session, value);
                        }
                      });
              return page.isFinished()
                  ? CompletableFuture.completedFuture(found)
                  : pages(stream, alive, page, found);
            });
  }

  private CompletionStage<List<Stray>> told(
      StreamId stream, Map<String, String> found, Beats beats) {
    var sessions = List.copyOf(found.keySet());
    CompletionStage<List<Stray>> out = CompletableFuture.completedFuture(new ArrayList<>());
    for (int i = 0; i < sessions.size(); i += PAGE) {
      var part = sessions.subList(i, Math.min(sessions.size(), i + PAGE));
      out = out.thenCombine(page(stream, part, found, beats), StrayScan::joined);
    }
    return out;
  }

  private CompletionStage<List<Stray>> page(
      StreamId stream, List<String> sessions, Map<String, String> found, Beats beats) {
    var viewers =
        sessions.stream()
            .map(session -> found.getOrDefault(session, "").split(" ", 2)[0])
            .toArray(String[]::new);
    return link.call(c -> c.smismember(Keys.anonymous(stream), viewers))
        .thenApply(
            anonymous -> {
              var out = new ArrayList<Stray>();
              for (int i = 0; i < sessions.size(); i++) {
                var session = sessions.get(i);
                var value = found.getOrDefault(session, "");
                var source = CheckpointParts.sourceOf(value);
                var tab = CheckpointParts.tabOf(Long.parseLong(session), value, anonymous.get(i));
                var beat = beats.beats.getOrDefault(source, beats.touchedAt);
                out.add(new Stray(tab, source, beat));
              }
              return out;
            });
  }

  private static List<Stray> joined(List<Stray> some, List<Stray> more) {
    some.addAll(more);
    return some;
  }
}
