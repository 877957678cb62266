package headcount.presence;

import java.util.Arrays;

/**
 * Tabs by session: dense columns of primitives, found through an open-addressed index with linear
 * probing. Of a large table 36 to 41 bytes a tab are in the columns and 8 to 9 in the index, which
 * is at most half full: every step of probing looks into a column, wherever that row lies.
 *
 * <p>Entries are numbered 0 to size - 1; a removal moves the last entry into the gap. Not
 * thread-safe.
 */
final class TabTable {
  private static final int SMALLEST = 8;

  private int[] index = new int[2 * SMALLEST];
  private long[] sessions = new long[SMALLEST];
  private long[] viewers = new long[SMALLEST];
  private long[] joinedAt = new long[SMALLEST];
  private int[] networks = new int[SMALLEST];
  private int[] owners = new int[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  /** The entry of a session; -1 if it is not here. */
  int find(long session) {
    int found = index[slot(session)];
    return found - 1;
  }

  /** Adds a tab; false, and nothing is changed, if its session is here. */
  boolean add(Tab tab, int owner) {
    long session = tab.session().value();
    int slot = slot(session);
    if (index[slot] != 0) {
      return false;
    }
    if (size == sessions.length) {
      resizeColumns(size + (size >> 3) + SMALLEST);
    }
    if (Probing.tooFull(sparse(size + 1), index.length)) {
      rehash(Probing.longer(index.length));
      slot = slot(session);
    }
    sessions[size] = session;
    viewers[size] = tab.viewer().value();
    joinedAt[size] = tab.joinedAtMillis();
    networks[size] = tab.network();
    owners[size] = owner << 1 | (tab.anonymous() ? 1 : 0);
    index[slot] = ++size;
    return true;
  }

  /** So many tabs more will come: it grows once for all of them. */
  void reserve(int more) {
    if (size + more > sessions.length) {
      resizeColumns(size + more);
    }
    int slots = Probing.enough(sparse(size + more), index.length);
    if (slots > index.length) {
      rehash(slots);
    }
  }

  /** Removes an entry; the last one takes its number. */
  void removeAt(int entry) {
    free(slot(sessions[entry]));
    int last = --size;
    if (entry != last) {
      index[slot(sessions[last])] = entry + 1;
      sessions[entry] = sessions[last];
      viewers[entry] = viewers[last];
      joinedAt[entry] = joinedAt[last];
      networks[entry] = networks[last];
      owners[entry] = owners[last];
    }
    if (sessions.length > 16 * SMALLEST && size < sessions.length / 8) {
      resizeColumns(2 * size + SMALLEST);
      rehash(2 * sessions.length);
    }
  }

  void clear() {
    index = new int[2 * SMALLEST];
    resizeColumns(SMALLEST);
    size = 0;
  }

  long sessionAt(int entry) {
    return sessions[entry];
  }

  long viewerAt(int entry) {
    return viewers[entry];
  }

  boolean anonymousAt(int entry) {
    return (owners[entry] & 1) != 0;
  }

  int ownerAt(int entry) {
    return owners[entry] >>> 1;
  }

  Tab tabAt(int entry) {
    return new Tab(
        new SessionId(sessions[entry]),
        new ViewerId(viewers[entry]),
        anonymousAt(entry),
        joinedAt[entry],
        networks[entry]);
  }

  /** The slot that names the session, or the empty one where it would stand. */
  private int slot(long session) {
    int slot = home(session);
    while (index[slot] != 0 && sessions[index[slot] - 1] != session) {
      slot = Probing.next(slot, index.length);
    }
    return slot;
  }

  /** A table that may be three quarters full of so many is half full of {@code entries}. */
  private static int sparse(int entries) {
    return entries + (entries >> 1);
  }

  private int home(long session) {
    return Probing.home(KeyedHash.mix(session), index.length);
  }

  /** Empties a slot and moves up what probing would no longer reach. */
  private void free(int slot) {
    int length = index.length;
    int gap = slot;
    int next = Probing.next(gap, length);
    while (index[next] != 0) {
      int home = home(sessions[index[next] - 1]);
      if (Probing.steps(home, next, length) >= Probing.steps(gap, next, length)) {
        index[gap] = index[next];
        gap = next;
      }
      next = Probing.next(next, length);
    }
    index[gap] = 0;
  }

  private void rehash(int slots) {
    index = new int[slots];
    for (int entry = 0; entry < size; entry++) {
      index[slot(sessions[entry])] = entry + 1;
    }
  }

  private void resizeColumns(int length) {
    sessions = Arrays.copyOf(sessions, length);
    viewers = Arrays.copyOf(viewers, length);
    joinedAt = Arrays.copyOf(joinedAt, length);
    networks = Arrays.copyOf(networks, length);
    owners = Arrays.copyOf(owners, length);
  }
}
