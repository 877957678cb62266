package headcount.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares a relay's tabs with the sockets' truth. The truth is gathered while tabs come and go, so
 * a difference counts when two comparisons in a row show it.
 */
final class Audit {
  private Set<Long> missing = new HashSet<>();
  private Set<Long> surplus = new HashSet<>();

  /**
   * What is to be made good.
   *
   * @param joins tabs that are on sockets and not in the relay
   * @param leaves sessions that are in the relay and on no socket
   */
  record Difference(List<Tab> joins, List<SessionId> leaves) {}

  /** Whether the last comparison showed a difference. */
  boolean suspects() {
    return !missing.isEmpty() || !surplus.isEmpty();
  }

  /**
   * Compares.
   *
   * @param atOnce whether a difference counts the first time
   */
  Difference compare(Collection<Tab> truth, RelayTabs tabs, boolean atOnce) {
    Set<Long> nowMissing = new HashSet<>();
    Set<Long> nowSurplus = new HashSet<>();
    List<Tab> joins = new ArrayList<>();
    List<SessionId> leaves = new ArrayList<>();
    Set<Long> real = new HashSet<>();
    for (Tab tab : truth) {
      long session = tab.session().value();
      real.add(session);
      if (!tabs.holds(session)) {
        nowMissing.add(session);
        if (atOnce || missing.contains(session)) {
          joins.add(tab);
        }
      }
    }
    for (Tab tab : tabs.present()) {
      long session = tab.session().value();
      if (!real.contains(session)) {
        nowSurplus.add(session);
        if (atOnce || surplus.contains(session)) {
          leaves.add(tab.session());
        }
      }
    }
    missing = nowMissing;
    surplus = nowSurplus;
    return new Difference(joins, leaves);
  }
}
