package headcount.presence;

import java.util.Arrays;

/**
 * Sessions that were touched, and the viewer of each: two dense columns in the order of the first
 * touch, found through an open-addressed index with linear probing. A touch is an append and a look
 * into the index, which stays in the cache where a table of the pairs would not. Not thread-safe.
 */
final class TouchedSessions {
  private static final int SMALLEST = 8;

  /** 1 + the entry of the session that belongs there; 0: none. */
  private int[] index;

  private long[] sessions;
  private long[] viewers;
  private int size;

  /** None yet; there is room for so many. */
  TouchedSessions(int expected) {
    int room = Math.max(SMALLEST, expected);
    this.sessions = new long[room];
    this.viewers = new long[room];
    this.index = new int[2 * room];
  }

  int size() {
    return size;
  }

  /** The viewer that the session had before; this one if it is new. */
  long put(long session, long viewer) {
    int slot = slot(session);
    int found = index[slot] - 1;
    if (found >= 0) {
      long before = viewers[found];
      viewers[found] = viewer;
      return before;
    }
    if (size == sessions.length) {
      grow();
      slot = slot(session);
    }
    sessions[size] = session;
    viewers[size] = viewer;
    index[slot] = ++size;
    return viewer;
  }

  /** Calls for each session and its viewer. */
  void forEach(Visitor each) {
    for (int entry = 0; entry < size; entry++) {
      each.visit(sessions[entry], viewers[entry]);
    }
  }

  private int slot(long session) {
    int slot = Probing.home(KeyedHash.mix(session), index.length);
    while (index[slot] != 0 && sessions[index[slot] - 1] != session) {
      slot = Probing.next(slot, index.length);
    }
    return slot;
  }

  private void grow() {
    int room = 2 * sessions.length;
    sessions = Arrays.copyOf(sessions, room);
    viewers = Arrays.copyOf(viewers, room);
    index = new int[2 * room];
    for (int entry = 0; entry < size; entry++) {
      index[slot(sessions[entry])] = entry + 1;
    }
  }

  /** Is shown sessions and their viewers. */
  interface Visitor {
    void visit(long session, long viewer);
  }
}
