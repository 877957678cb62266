package headcount.presence;

import java.util.List;

/**
 * A relay's tabs as they were when an entity asked for them, handed out in chunks.
 *
 * @param nonce of the request
 * @param mark when it was taken: the last delta it includes, and the joins and leaves until then
 * @param tabs all of them
 */
record SnapshotOffer(long nonce, SourceMark mark, List<Tab> tabs) {
  int chunks(int size) {
    return Math.max(1, Math.ceilDiv(tabs.size(), size));
  }

  ToEntity.SnapshotChunk say(Source source, long epoch, int chunk, int size) {
    int from = chunk * size;
    List<Tab> part = List.copyOf(tabs.subList(from, Math.min(tabs.size(), from + size)));
    return new ToEntity.SnapshotChunk(
        source, epoch, nonce, mark.seq(), chunk, chunks(size), part, mark.joins(), mark.leaves());
  }
}
