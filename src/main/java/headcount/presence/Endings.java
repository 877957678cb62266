package headcount.presence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The end of a broadcast, and which nodes have not obeyed it yet: what they say of their tabs until
 * then is of the broadcast that is over, and is not counted. Not thread-safe.
 */
final class Endings {
  private static final long UNTOLD = Long.MIN_VALUE;

  private final Map<UUID, Long> owing = new HashMap<>();

  /** The last end that each node said it has obeyed, perhaps one of a former incarnation. */
  private final Map<UUID, Long> obeyed = new HashMap<>();

  private long mark;
  private long storedMark;

  /** When the last end was ordered, or taken up; monotonic nanos. */
  private long since;

  /** Ends now; these nodes are to obey. */
  void end(long now, long wall, Collection<UUID> nodes) {
    since = now;
    long seen = obeyed.values().stream().mapToLong(Long::longValue).max().orElse(0);
    mark = Math.max(wall, Math.max(mark, seen) + 1);
    nodes.forEach(node -> owing.put(node, UNTOLD));
  }

  /** Takes up an end of a former incarnation; returns the nodes that are still to obey it. */
  Set<UUID> resume(Ending former, long now) {
    since = now;
    mark = Math.max(mark, former.mark());
    storedMark = former.mark();
    Set<UUID> nodes = new HashSet<>(former.owing());
    nodes.removeIf(node -> obeyed.getOrDefault(node, 0L) >= former.mark());
    nodes.forEach(node -> owing.putIfAbsent(node, UNTOLD));
    return nodes;
  }

  long mark() {
    return mark;
  }

  long since() {
    return since;
  }

  /** This node paused: what is waited for has that much more time. */
  void extend(long by) {
    since += by;
  }

  boolean owes(UUID node) {
    return owing.containsKey(node);
  }

  boolean isEmpty() {
    return owing.isEmpty();
  }

  /** What is to be stored; null if every node has obeyed. */
  @Nullable Ending open() {
    return owing.isEmpty() ? null : new Ending(mark, owing.keySet());
  }

  /** An end of that mark is stored. */
  void stored(long endMark) {
    storedMark = Math.max(storedMark, endMark);
  }

  /** Whether the last end would outlive this incarnation, or is obeyed by everybody. */
  boolean safe() {
    return owing.isEmpty() || storedMark >= mark;
  }

  /** A node says which end it has obeyed. */
  void obeyed(UUID node, long endMark) {
    if (endMark > 0) {
      obeyed.merge(node, endMark, Math::max);
    }
    if (endMark >= mark) {
      owing.remove(node);
    }
  }

  void sweep(Predicate<UUID> expired) {
    owing.keySet().removeIf(expired);
  }

  /** Whom to tell, or to tell again; they count as told now. */
  Set<UUID> due(long now, long repeatNanos) {
    Set<UUID> due = new HashSet<>();
    owing.forEach(
        (node, told) -> {
          if (told == UNTOLD || now - told >= repeatNanos) {
            due.add(node);
          }
        });
    due.forEach(node -> owing.put(node, now));
    return due;
  }
}
