package headcount.presence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The end of a broadcast, and which nodes have not obeyed it yet: what they say of their tabs until
 * then is of the broadcast that is over, and is not counted. Not thread-safe.
 */
final class Endings {
  private final Map<UUID, Long> owing = new HashMap<>();
  private long mark;
  private long seen;

  /** A relay has obeyed an end of that mark, perhaps one of a former incarnation. */
  void seen(long endMark) {
    seen = Math.max(seen, endMark);
  }

  /** Ends now; these nodes are to obey. */
  void end(long wall, Collection<UUID> nodes) {
    mark = Math.max(wall, Math.max(mark, seen) + 1);
    nodes.forEach(node -> owing.put(node, Long.MIN_VALUE));
  }

  long mark() {
    return mark;
  }

  boolean owes(UUID node) {
    return owing.containsKey(node);
  }

  boolean isEmpty() {
    return owing.isEmpty();
  }

  /** A node says which end it has obeyed; true if that settles it. */
  boolean obeyed(UUID node, long endMark) {
    return endMark >= mark && owing.remove(node) != null;
  }

  void sweep(Predicate<UUID> expired) {
    owing.keySet().removeIf(expired);
  }

  /** Whom to tell, or to tell again; they count as told now. */
  Set<UUID> due(long now, long repeatNanos) {
    Set<UUID> due = new HashSet<>();
    owing.forEach(
        (node, told) -> {
          if (told == Long.MIN_VALUE || now - told >= repeatNanos) {
            due.add(node);
          }
        });
    due.forEach(node -> owing.put(node, now));
    return due;
  }
}
