package headcount.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Which sessions and viewers may differ from what is stored. Beyond its limit it says only that
 * everything may. Not thread-safe.
 */
final class Difference {
  private final int limit;

  /** The viewer of each session that was touched. */
  private TouchedSessions touched;

  private boolean everything;

  /** Nothing may differ yet; there is room for {@code expected} sessions, lest the table grow. */
  Difference(int limit, int expected) {
    this.limit = limit;
    this.touched = new TouchedSessions(Math.min(expected, limit));
  }

  /** How many sessions are named. */
  int size() {
    return touched.size();
  }

  void touch(long session, long viewer) {
    if (everything) {
      return;
    }
    long before = touched.put(session, viewer);
    if (touched.size() > limit || before != viewer) {
      // too many, or a session that changed hands: one viewer would be forgotten
      becomeEverything();
    }
  }

  void becomeEverything() {
    everything = true;
    touched = new TouchedSessions(0);
  }

  boolean isEverything() {
    return everything;
  }

  boolean isEmpty() {
    return !everything && touched.size() == 0;
  }

  /** What the other one says may differ as well. */
  void addAll(Difference other) {
    if (other.everything) {
      becomeEverything();
    } else {
      other.touched.forEach(this::touch);
    }
  }

  /** How the touched stand now; a viewer of several touched tabs is named several times. */
  Draft.Change against(ViewerSet set, IntFunction<Source> sources) {
    int most = touched.size();
    List<ViewerId> came = new ArrayList<>(most);
    List<ViewerId> went = new ArrayList<>();
    List<PlacedTab> joined = new ArrayList<>(most);
    List<SessionId> left = new ArrayList<>();
    touched.forEach(
        (session, viewer) -> {
          PlacedTab placed = set.placed(session, sources);
          if (placed == null) {
            left.add(new SessionId(session));
            (set.hasViewer(viewer) ? came : went).add(new ViewerId(viewer));
          } else {
            joined.add(placed);
            came.add(placed.tab().viewer());
            if (placed.tab().viewer().value() != viewer) {
              (set.hasViewer(viewer) ? came : went).add(new ViewerId(viewer));
            }
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
