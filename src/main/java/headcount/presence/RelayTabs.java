package headcount.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * A relay's tabs, and what of them was said already: the state at the last delta is the tabs
 * without the unsaid joins and with the unsaid leaves. Not thread-safe.
 */
final class RelayTabs {
  private final long hashKey;
  private final TabTable tabs = new TabTable();

  /** Sessions whose join is unsaid; all are in the table. */
  private LongHashSet joins = new LongHashSet();

  /** Sessions whose leave is unsaid, and their shares of the hash. */
  private long[] leaves = new long[16];

  private long[] leaveHashes = new long[16];
  private int leaveCount;

  /** Sessions that went while the node was leaving: they stay in the table, held for a moment. */
  private final LongHashSet departed = new LongHashSet();

  /** The same by when their moment is over; what came back meanwhile is in none of both. */
  private final Queue<Departure> departures = new ArrayDeque<>();

  private int saidCount;
  private long saidHash;

  private record Departure(long session, long due) {}

  RelayTabs(long hashKey) {
    this.hashKey = hashKey;
  }

  /** Tabs here and not departed. */
  int connections() {
    return tabs.size() - departed.size();
  }

  boolean isEmpty() {
    return tabs.size() == 0 && leaveCount == 0;
  }

  int saidCount() {
    return saidCount;
  }

  long saidHash() {
    return saidHash;
  }

  /** Joins and leaves that are unsaid. */
  int unsaid() {
    return joins.size() + leaveCount;
  }

  boolean holds(long session) {
    return tabs.find(session) >= 0 && !departed.contains(session);
  }

  boolean join(Tab tab) {
    long session = tab.session().value();
    if (tabs.find(session) >= 0) {
      return departed.remove(session);
    }
    tabs.add(tab, 0);
    joins.add(session);
    return true;
  }

  /** Removes a session, to be said later. */
  @Nullable Tab leave(long session) {
    int entry = tabs.find(session);
    if (entry < 0) {
      return null;
    }
    Tab tab = tabs.tabAt(entry);
    if (!joins.remove(session)) {
      unsaidLeave(session, KeyedHash.of(hashKey, session, tabs.viewerAt(entry)));
    }
    tabs.removeAt(entry);
    return tab;
  }

  /** Hands a session's tab out, once, and goes on saying that it is here until then. */
  @Nullable Tab depart(long session, long due) {
    int entry = tabs.find(session);
    if (entry < 0 || !departed.add(session)) {
      return null;
    }
    departures.add(new Departure(session, due));
    return tabs.tabAt(entry);
  }

  /** All that are here go, and are said to be here until then: later than all before. */
  void departAll(long due) {
    present().forEach(tab -> depart(tab.session().value(), due));
  }

  /** When the next departed session is to be removed; far away while there is none. */
  long departureDue() {
    Departure next = departures.peek();
    return next == null ? Long.MAX_VALUE : next.due;
  }

  /** Removes the departed whose time has come, to be said later; returns how many. */
  int letGo(long now) {
    int gone = 0;
    while (departureDue() <= now) {
      Departure departure = departures.remove();
      if (departed.remove(departure.session) && leave(departure.session) != null) {
        gone++;
      }
    }
    return gone;
  }

  private void unsaidLeave(long session, long hash) {
    if (leaveCount == leaves.length) {
      leaves = Arrays.copyOf(leaves, 2 * leaveCount);
      leaveHashes = Arrays.copyOf(leaveHashes, 2 * leaveCount);
    }
    leaves[leaveCount] = session;
    leaveHashes[leaveCount++] = hash;
  }

  /** Takes at most so many unsaid leaves: from now on they are said. */
  List<SessionId> sayLeaves(int most) {
    int taken = Math.min(most, leaveCount);
    List<SessionId> said = new ArrayList<>(taken);
    for (int i = 0; i < taken; i++) {
      said.add(new SessionId(leaves[i]));
      saidHash -= leaveHashes[i];
    }
    saidCount -= taken;
    System.arraycopy(leaves, taken, leaves, 0, leaveCount - taken);
    System.arraycopy(leaveHashes, taken, leaveHashes, 0, leaveCount - taken);
    leaveCount -= taken;
    return said;
  }

  /** Takes at most so many unsaid joins, while no leave is unsaid: from now on they are said. */
  List<Tab> sayJoins(int most) {
    int taken = leaveCount > 0 ? 0 : Math.min(most, joins.size());
    List<Tab> said = new ArrayList<>(taken);
    var each = joins.iterator();
    while (said.size() < taken) {
      said.add(tabs.tabAt(tabs.find(each.nextValue())));
    }
    if (taken == joins.size()) {
      joins = new LongHashSet();
    }
    for (Tab tab : said) {
      joins.remove(tab.session().value());
      saidHash += KeyedHash.of(hashKey, tab.session().value(), tab.viewer().value());
    }
    saidCount += taken;
    return said;
  }

  /** Everything, as a snapshot says it: afterwards nothing is unsaid. */
  List<Tab> sayAll() {
    List<Tab> all = everything();
    joins = new LongHashSet();
    leaveCount = 0;
    saidCount = all.size();
    saidHash = 0;
    for (Tab tab : all) {
      saidHash += KeyedHash.of(hashKey, tab.session().value(), tab.viewer().value());
    }
    return all;
  }

  /** The tabs here, without the departed. */
  List<Tab> present() {
    List<Tab> all = everything();
    all.removeIf(tab -> departed.contains(tab.session().value()));
    return all;
  }

  private List<Tab> everything() {
    List<Tab> all = new ArrayList<>(tabs.size());
    for (int entry = 0; entry < tabs.size(); entry++) {
      all.add(tabs.tabAt(entry));
    }
    return all;
  }

  /** Forgets all tabs, said or not. */
  void drop() {
    tabs.clear();
    joins = new LongHashSet();
    departed.clear();
    departures.clear();
    leaveCount = 0;
    saidCount = 0;
    saidHash = 0;
  }
}
