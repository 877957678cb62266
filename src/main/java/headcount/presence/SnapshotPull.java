package headcount.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A snapshot on its way from a source, one chunk after the other. */
final class SnapshotPull {
  static final long NOT_ASKED = Long.MIN_VALUE;
  private static final int TRIES = 8;

  private final Map<Integer, List<Tab>> chunks = new HashMap<>();
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

  long askedAt() {
    return askedAt;
  }

  /** The first chunk that is missing. */
  int missing() {
    int chunk = 0;
    while (chunks.containsKey(chunk)) {
      chunk++;
    }
    return chunk;
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
    if (ours && chunk.seq() > seq) {
      chunks.clear();
    }
    seq = chunk.seq();
    expected = chunk.chunks();
    chunks.put(chunk.chunk(), chunk.tabs());
    tries = 0;
    return true;
  }

  /** The missing chunk is asked for now; after too many tries in vain it begins anew. */
  void asked(long now, long freshNonce) {
    askedAt = now;
    if (++tries > TRIES) {
      nonce = freshNonce;
      seq = SourceState.UNKNOWN;
      expected = 1;
      tries = 0;
      chunks.clear();
    }
  }

  List<Tab> tabs() {
    List<Tab> all = new ArrayList<>();
    chunks.values().forEach(all::addAll);
    return all;
  }
}
