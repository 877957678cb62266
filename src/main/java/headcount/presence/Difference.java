package headcount.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.agrona.collections.LongHashSet;

/**
 * Which sessions and viewers may differ from what is stored. Beyond its limit it says only that
 * everything may. Not thread-safe.
 */
final class Difference {
  private final int limit;
  private LongHashSet sessions = new LongHashSet();
  private LongHashSet viewers = new LongHashSet();
  private boolean everything;

  Difference(int limit) {
    this.limit = limit;
  }

  void touch(long session, long viewer) {
    if (everything) {
      return;
    }
    sessions.add(session);
    viewers.add(viewer);
    if (sessions.size() > limit) {
      becomeEverything();
    }
  }

  void becomeEverything() {
    everything = true;
    sessions = new LongHashSet();
    viewers = new LongHashSet();
  }

  boolean isEverything() {
    return everything;
  }

  boolean isEmpty() {
    return !everything && sessions.isEmpty();
  }

  /** What the other one says may differ as well. */
  void addAll(Difference other) {
    if (other.everything) {
      becomeEverything();
    } else if (!everything) {
      sessions.addAll(other.sessions);
      viewers.addAll(other.viewers);
    }
  }

  /** How the touched stand now. */
  Draft.Change against(ViewerSet set, IntFunction<Source> sources) {
    List<ViewerId> came = new ArrayList<>();
    List<ViewerId> went = new ArrayList<>();
    viewers.forEachLong(id -> (set.hasViewer(id) ? came : went).add(new ViewerId(id)));
    List<PlacedTab> joined = new ArrayList<>();
    List<SessionId> left = new ArrayList<>();
    sessions.forEachLong(
        id -> {
          Tab tab = set.get(id);
          if (tab == null) {
            left.add(new SessionId(id));
          } else {
            joined.add(new PlacedTab(tab, sources.apply(set.owner(id))));
          }
        });
    return new Draft.Change(came, went, joined, left);
  }

  /** Everything as it stands now. */
  static Draft.Change everything(ViewerSet set, IntFunction<Source> sources) {
    List<ViewerId> came = new ArrayList<>(set.distinctViewers());
    set.forEachViewer(id -> came.add(new ViewerId(id)));
    List<PlacedTab> joined = new ArrayList<>(set.connections());
    set.forEachTab((tab, owner) -> joined.add(new PlacedTab(tab, sources.apply(owner))));
    return new Draft.Change(came, List.of(), joined, List.of());
  }
}
