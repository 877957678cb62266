package headcount.presence;

/**
 * How many tabs each viewer has: an open-addressed map of primitives with linear probing, 12 bytes
 * a slot, at most three quarters full; 16 to 18 bytes a viewer of many. Not thread-safe.
 *
 * <p>Whether a viewer is anonymous is what its first tab said; ids of anonymous viewers and of
 * others never meet.
 */
final class ViewerCounts {
  private static final int SMALLEST = 16;

  private long[] viewers = new long[SMALLEST];

  /** Twice the number of tabs, plus one for the anonymous; 0 marks an empty slot. */
  private int[] tabs = new int[SMALLEST];

  private int distinct;
  private int anonymous;

  int distinct() {
    return distinct;
  }

  int anonymous() {
    return anonymous;
  }

  boolean contains(long viewer) {
    return tabs[slot(viewer)] != 0;
  }

  /** One more tab; true if it is the viewer's first. */
  boolean add(long viewer, boolean isAnonymous) {
    int slot = slot(viewer);
    if (tabs[slot] != 0) {
      tabs[slot] += 2;
      return false;
    }
    if (Probing.tooFull(distinct + 1, tabs.length)) {
      rehash(Probing.longer(tabs.length));
      slot = slot(viewer);
    }
    viewers[slot] = viewer;
    tabs[slot] = isAnonymous ? 3 : 2;
    distinct++;
    anonymous += isAnonymous ? 1 : 0;
    return true;
  }

  /** So many viewers more will come: it grows once for all of them. */
  void reserve(int more) {
    int slots = Probing.enough(distinct + more, tabs.length);
    if (slots > tabs.length) {
      rehash(slots);
    }
  }

  /** One tab less; true if it was the viewer's last. A viewer without tabs stays without. */
  boolean remove(long viewer) {
    int slot = slot(viewer);
    if (tabs[slot] == 0) {
      return false;
    }
    if (tabs[slot] > 3) {
      tabs[slot] -= 2;
      return false;
    }
    distinct--;
    anonymous -= tabs[slot] & 1;
    free(slot);
    if (tabs.length > 16 * SMALLEST && distinct < tabs.length / 16) {
      rehash(tabs.length / 4);
    }
    return true;
  }

  /** Calls for each viewer with a tab, in no order. */
  void forEach(java.util.function.LongConsumer each) {
    for (int slot = 0; slot < tabs.length; slot++) {
      if (tabs[slot] != 0) {
        each.accept(viewers[slot]);
      }
    }
  }

  private int slot(long viewer) {
    int slot = home(viewer);
    while (tabs[slot] != 0 && viewers[slot] != viewer) {
      slot = Probing.next(slot, tabs.length);
    }
    return slot;
  }

  private int home(long viewer) {
    return Probing.home(KeyedHash.mix(viewer), tabs.length);
  }

  private void free(int slot) {
    int length = tabs.length;
    int gap = slot;
    int next = Probing.next(gap, length);
    while (tabs[next] != 0) {
      int home = home(viewers[next]);
      if (Probing.steps(home, next, length) >= Probing.steps(gap, next, length)) {
        viewers[gap] = viewers[next];
        tabs[gap] = tabs[next];
        gap = next;
      }
      next = Probing.next(next, length);
    }
    tabs[gap] = 0;
  }

  private void rehash(int slots) {
    long[] oldViewers = viewers;
    int[] oldTabs = tabs;
    viewers = new long[slots];
    tabs = new int[slots];
    for (int old = 0; old < oldTabs.length; old++) {
      if (oldTabs[old] != 0) {
        int slot = slot(oldViewers[old]);
        viewers[slot] = oldViewers[old];
        tabs[slot] = oldTabs[old];
      }
    }
  }
}
