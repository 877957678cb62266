package headcount.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tabs on one stream and whose they are: each tab belongs to one owner (a source, by number),
 * each viewer counts once however many tabs it has. Not thread-safe.
 */
final class ViewerSet {
  private final TabTable tabs = new TabTable();
  private final ViewerCounts viewers = new ViewerCounts();

  int distinctViewers() {
    return viewers.distinct();
  }

  int anonymousViewers() {
    return viewers.anonymous();
  }

  int connections() {
    return tabs.size();
  }

  /** Whose the session is; -1 if it is not here. */
  int owner(long session) {
    int entry = tabs.find(session);
    return entry < 0 ? -1 : tabs.ownerAt(entry);
  }

  boolean hasViewer(long viewer) {
    return viewers.contains(viewer);
  }

  @Nullable Tab get(long session) {
    int entry = tabs.find(session);
    return entry < 0 ? null : tabs.tabAt(entry);
  }

  /** A tab and its owner's source; null if its session is not here. */
  @Nullable PlacedTab placed(long session, IntFunction<Source> sources) {
    int entry = tabs.find(session);
    return entry < 0 ? null : new PlacedTab(tabs.tabAt(entry), sources.apply(tabs.ownerAt(entry)));
  }

  /**
   * So many tabs more will come: both tables grow once for all of them, by an eighth at a time each
   * would be moved some nine times. As many of their viewers are taken for new as of the tabs here.
   */
  void reserve(int more) {
    int here = tabs.size();
    tabs.reserve(more);
    viewers.reserve(here == 0 ? more : (int) ((long) more * viewers.distinct() / here));
  }

  /** Adds a tab; false, and nothing is changed, if its session is here. */
  boolean add(Tab tab, int owner) {
    if (!tabs.add(tab, owner)) {
      return false;
    }
    viewers.add(tab.viewer().value(), tab.anonymous());
    return true;
  }

  /** Removes a session of that owner and returns its tab; null if that owner has it not. */
  @Nullable Tab remove(long session, int owner) {
    int entry = tabs.find(session);
    if (entry < 0 || tabs.ownerAt(entry) != owner) {
      return null;
    }
    Tab tab = tabs.tabAt(entry);
    removeAt(entry);
    return tab;
  }

  /** Removes a session and returns its tab; null if it is not here. */
  @Nullable Tab remove(long session) {
    int entry = tabs.find(session);
    if (entry < 0) {
      return null;
    }
    Tab tab = tabs.tabAt(entry);
    removeAt(entry);
    return tab;
  }

  /** Removes everything of one owner; looks at every tab. */
  List<Tab> removeAll(int owner) {
    List<Tab> removed = new ArrayList<>();
    for (int entry = tabs.size() - 1; entry >= 0; entry--) {
      if (tabs.ownerAt(entry) == owner) {
        removed.add(tabs.tabAt(entry));
        removeAt(entry);
      }
    }
    return removed;
  }

  /** The tabs of one owner; looks at every tab. */
  List<Tab> all(int owner) {
    List<Tab> found = new ArrayList<>();
    for (int entry = 0; entry < tabs.size(); entry++) {
      if (tabs.ownerAt(entry) == owner) {
        found.add(tabs.tabAt(entry));
      }
    }
    return found;
  }

  /** Calls for each tab, in no order. */
  void forEachTab(TabVisitor each) {
    for (int entry = 0; entry < tabs.size(); entry++) {
      each.visit(tabs.tabAt(entry), tabs.ownerAt(entry));
    }
  }

  /** Calls for each viewer, in no order. */
  void forEachViewer(java.util.function.LongConsumer each) {
    viewers.forEach(each);
  }

  private void removeAt(int entry) {
    viewers.remove(tabs.viewerAt(entry));
    tabs.removeAt(entry);
  }

  /** Is shown tabs and their owners. */
  interface TabVisitor {
    void visit(Tab tab, int owner);
  }
}
