package headcount.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot on its way from a source: its first chunk says how many there are, then several are on
 * their way at a time, in whatever order they come. Not thread-safe.
 */
final class SnapshotPull {
  static final long NOT_ASKED = Long.MIN_VALUE;

  /** Chunks on their way at a time, at most: about half a megabyte. */
  static final int WINDOW = 8;

  private static final int TRIES = 8;

  private final Map<Integer, List<Tab>> chunks = new HashMap<>();

  /** When the chunks that are on their way were asked for. */
  private final TreeMap<Integer, Long> asked = new TreeMap<>();

  /** All chunks below are here or on their way. */
  private int next;

  private long nonce;
  private long seq = SourceState.UNKNOWN;
  private int expected = 1;
  private int tries;
  private long askedAt = NOT_ASKED;

  SnapshotPull(long nonce) {
    this.nonce = nonce;
  }

  long nonce() {
    return nonce;
  }

  /** When it last asked for anything. */
  long askedAt() {
    return askedAt;
  }

  boolean complete() {
    return chunks.size() == expected;
  }

  long seq() {
    return seq;
  }

  /**
   * Takes a chunk; false if it is of another snapshot. A relay that was asked for another one in
   * between takes this one anew, at a later number: then what came before is worth nothing.
   */
  boolean take(ToEntity.SnapshotChunk chunk, boolean anyNonce) {
    boolean ours = chunk.nonce() == nonce && chunk.seq() >= seq;
    boolean sane = chunk.chunk() >= 0 && chunk.chunk() < chunk.chunks();
    if (!(ours || anyNonce) || !sane) {
      return false;
    }
    if (ours && (chunk.seq() > seq || chunk.chunks() != expected)) {
      startOver(chunk.chunks());
    }
    seq = chunk.seq();
    expected = chunk.chunks();
    asked.remove(chunk.chunk());
    chunks.put(chunk.chunk(), chunk.tabs());
    tries = 0;
    return true;
  }

  private void startOver(int number) {
    chunks.clear();
    asked.tailMap(number).clear();
    next = 0;
  }

  /**
   * The chunks to be asked for now: those that did not come for so long, and as many more as may be
   * on their way. After too many tries in vain it begins anew.
   */
  List<Integer> ask(long now, long repeatNanos, long freshNonce) {
    List<Integer> due = new ArrayList<>();
    asked.forEach(
        (chunk, at) -> {
          if (now - at >= repeatNanos) {
            due.add(chunk);
          }
        });
    if (!due.isEmpty() && ++tries >= TRIES) {
      nonce = freshNonce;
      seq = SourceState.UNKNOWN;
      tries = 0;
      due.clear();
      startOver(0);
      expected = 1;
    }
    for (; next < expected && asked.size() < WINDOW; next++) {
      if (!asked.containsKey(next) && !chunks.containsKey(next)) {
        asked.put(next, now);
        due.add(next);
      }
    }
    due.forEach(chunk -> asked.put(chunk, now));
    askedAt = due.isEmpty() ? askedAt : now;
    return due;
  }

  List<Tab> tabs() {
    List<Tab> all = new ArrayList<>();
    chunks.values().forEach(all::addAll);
    return all;
  }
}
