package headcount.store.redis;

import headcount.presence.StreamId;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds stored counts that nobody confirms, by going through the keys of all masters in the
 * background: an index beside them could lack the very stream whose node died before writing it.
 */
final class UntouchedScan {
  private static final int PAGE = 1000;

  private final RedisLink link;

  UntouchedScan(RedisLink link) {
    this.link = link;
  }

  CompletionStage<List<StreamId>> since(long unixMillis) {
    return pages(ScanCursor.INITIAL, unixMillis, new ArrayList<>());
  }

  private CompletionStage<List<StreamId>> pages(
      ScanCursor cursor, long before, List<StreamId> found) {
    var args = ScanArgs.Builder.matches(Keys.STREAM_PATTERN).limit(PAGE);
    return link.<KeyScanCursor<String>>call(c -> c.scan(cursor, args))
        .thenCompose(
            page ->
                untouched(page.getKeys(), before)
                    .thenCompose(
                        some -> {
                          found.addAll(some);
                          return page.isFinished()
                              ? CompletableFuture.completedFuture(found)
                              : pages(page, before, found);
                        }));
  }

  private CompletionStage<List<StreamId>> untouched(List<String> keys, long before) {
    CompletionStage<List<StreamId>> out = CompletableFuture.completedFuture(new ArrayList<>());
    for (var key : keys) {
      var stream = Keys.streamOf(key);
      if (stream != null) {
        var fields = link.call(c -> c.hmget(key, "touchedAt", "viewers"));
        out =
            out.thenCombine(
                fields,
                (found, values) -> {
                  var touched = number(values.get(0));
                  if (touched < before && number(values.get(1)) > 0) {
                    found.add(stream);
                  }
                  return found;
                });
      }
    }
    return out;
  }

  private static long number(KeyValue<String, String> field) {
    return field.hasValue() ? Long.parseLong(field.getValue()) : 0;
  }
}
