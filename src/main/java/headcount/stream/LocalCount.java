package headcount.stream;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.Tab;
import java.util.Collection;
import java.util.HashSet;

/** The count of one node's tabs alone: what it can say when neither entity nor store answers. */
final class LocalCount {
  private LocalCount() {}

  static Headcount of(Collection<Tab> tabs, long wallMillis) {
    var viewers = new HashSet<Long>();
    var anonymous = new HashSet<Long>();
    for (Tab tab : tabs) {
      viewers.add(tab.viewer().value());
      if (tab.anonymous()) {
        anonymous.add(tab.viewer().value());
      }
    }
    return new Headcount(
        0, 0, viewers.size(), tabs.size(), anonymous.size(), wallMillis, Quality.RECOVERING);
  }
}
