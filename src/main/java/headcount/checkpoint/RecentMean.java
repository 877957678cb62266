package headcount.checkpoint;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of a count over the last 30 minutes, over what was observed of them.
 *
 * <p>Seven buckets of five minutes on the wall clock: the running one, five whole ones, and the
 * oldest weighed by the part of it that is still within 30 minutes, as if its viewers had been
 * spread evenly. Not thread-safe.
 */
final class RecentMean {
  static final int BUCKETS = 7;
  private static final long BUCKET_MILLIS = 300_000;

  private final long[] viewerMillis = new long[BUCKETS];
  private final long[] observedMillis = new long[BUCKETS];
  private long newest;

  /** Counts {@code viewers} from one moment to another, Unix ms. */
  void add(long from, long to, int viewers) {
    var at = Math.max(from, to - BUCKETS * BUCKET_MILLIS);
    while (at < to) {
      var bucket = Math.floorDiv(at, BUCKET_MILLIS);
      var end = Math.min(to, (bucket + 1) * BUCKET_MILLIS);
      rollTo(bucket);
      var slot = Math.floorMod(bucket, BUCKETS);
      viewerMillis[slot] += (end - at) * viewers;
      observedMillis[slot] += end - at;
      at = end;
    }
  }

  /** The mean as of now, Unix ms, rounded; 0 where nothing was observed. */
  int at(long now) {
    var running = Math.floorDiv(now, BUCKET_MILLIS);
    var left = 1.0 - (double) Math.floorMod(now, BUCKET_MILLIS) / BUCKET_MILLIS;
    var viewers = 0.0;
    var observed = 0.0;
    for (long bucket = running - BUCKETS + 1; bucket <= running; bucket++) {
      if (bucket > newest - BUCKETS && bucket <= newest) {
        var weight = bucket == running - BUCKETS + 1 ? left : 1.0;
        viewers += weight * viewerMillis[Math.floorMod(bucket, BUCKETS)];
        observed += weight * observedMillis[Math.floorMod(bucket, BUCKETS)];
      }
    }
    return observed == 0 ? 0 : (int) Math.round(viewers / observed);
  }

  /** Newest bucket's number, then (viewer ms, observed ms) of each, oldest first. */
  void writeTo(StringBuilder text) {
    text.append(newest);
    for (long bucket = newest - BUCKETS + 1; bucket <= newest; bucket++) {
      var slot = Math.floorMod(bucket, BUCKETS);
      text.append(' ').append(viewerMillis[slot]).append(' ').append(observedMillis[slot]);
    }
  }

  /** Takes up what {@link #writeTo} wrote. */
  void readFrom(List<String> words) {
    newest = Long.parseLong(words.getFirst());
    for (int i = 0; i < BUCKETS; i++) {
      var slot = Math.floorMod(newest - BUCKETS + 1 + i, BUCKETS);
      viewerMillis[slot] = Long.parseLong(words.get(1 + 2 * i));
      observedMillis[slot] = Long.parseLong(words.get(2 + 2 * i));
    }
  }

  private void rollTo(long bucket) {
    if (bucket - newest >= BUCKETS) {
      Arrays.fill(viewerMillis, 0);
      Arrays.fill(observedMillis, 0);
      newest = bucket;
    }
    while (newest < bucket) {
      newest++;
      viewerMillis[Math.floorMod(newest, BUCKETS)] = 0;
      observedMillis[Math.floorMod(newest, BUCKETS)] = 0;
    }
  }
}
