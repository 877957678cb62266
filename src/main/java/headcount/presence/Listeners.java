package headcount.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which nodes are told the count, and when each was: an unchanged one is repeated after 1, 2, 4, 8
 * and 16 times the pace, because messages may be lost. Not thread-safe.
 */
final class Listeners {
  private static final int REPEATS = 5;

  private final long watchedNanos;
  private final long repeatNanos;
  private final boolean repeats;
  private final Map<UUID, Long> watching = new HashMap<>();
  private final Map<UUID, Told> told = new HashMap<>();

  private record Told(long at, int times) {}

  Listeners(CountSettings settings, boolean repeats) {
    this.watchedNanos = settings.entity().watchedNanos();
    this.repeatNanos = settings.repeatNanos();
    this.repeats = repeats;
  }

  /** A page there wants the count. */
  void watching(UUID node, long now) {
    watching.put(node, now);
  }

  /** Whether a page somewhere wanted the count lately. */
  boolean watched(long now) {
    watching.values().removeIf(at -> now - at > watchedNanos);
    return !watching.isEmpty();
  }

  /** The count has changed: everybody is to be told. */
  void changed() {
    told.clear();
  }

  /** Whom to tell now, of those with tabs and those that watch; they count as told. */
  Set<UUID> due(Set<UUID> withTabs, long now) {
    Set<UUID> due = new HashSet<>(withTabs);
    if (watched(now)) {
      due.addAll(watching.keySet());
    }
    told.keySet().retainAll(due);
    due.removeIf(node -> !isDue(told.get(node), now));
    due.forEach(node -> told.merge(node, new Told(now, 0), (old, t) -> again(old, now)));
    return due;
  }

  private boolean isDue(@org.jspecify.annotations.Nullable Told last, long now) {
    if (last == null) {
      return true;
    }
    return repeats && last.times() < REPEATS && now - last.at() >= repeatNanos << last.times();
  }

  private static Told again(Told old, long now) {
    return new Told(now, old.times() + 1);
  }
}
