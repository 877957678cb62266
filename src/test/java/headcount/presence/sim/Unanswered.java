package headcount.presence.sim;

import headcount.presence.ToEntity;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Since when what a relay said under a number has had no answer. */
final class Unanswered {
  private final NavigableMap<Long, Long> since = new TreeMap<>();

  void said(ToEntity message, long now) {
    if (message instanceof ToEntity.Delta delta) {
      since.putIfAbsent(delta.seq(), now);
    } else if (message instanceof ToEntity.Digest digest
        && (digest.connections() > 0 || digest.pending())) {
      // one that holds nobody asks for no count
      since.putIfAbsent(digest.seq(), now);
    }
  }

  /** Everything up to that number was answered: the rest is waited for anew. */
  void answered(long seq, long now) {
    since.headMap(seq, true).clear();
    since.replaceAll((_, _) -> now);
  }

  void forget() {
    since.clear();
  }

  /** For how long something has had no answer, the node's own pause apart, ms. */
  long millis(long now, long pausedUntil) {
    return since.isEmpty() ? 0 : now - Math.max(pausedUntil, since.values().iterator().next());
  }
}
