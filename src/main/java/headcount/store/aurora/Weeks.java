package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.DaySums;
import headcount.audience.DaySums.Metric;
import headcount.audience.StoredDay;
import headcount.audience.Uniques;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the hours watched grew in the seven days that end with a day. Not thread-safe. */
final class Weeks {
  private static final int WEEK = 7;

  private final Set<BusinessDay> summed;
  private final List<StoredDay> rows;
  private final Map<Long, List<StoredDay>> byKey = new HashMap<>();

  /**
   * @param summed the days that are
   * @param rows of scopes of one kind, of the 13 days before the first day asked about, too
   */
  Weeks(Set<BusinessDay> summed, List<StoredDay> rows) {
    this.summed = summed;
    this.rows = rows;
    rows.forEach(
        each -> byKey.computeIfAbsent(each.scope().key(), _ -> new ArrayList<>()).add(each));
  }

  /** Of the day's own scope. */
  Change growth(StoredDay day) {
    return growth(byKey.getOrDefault(day.scope().key(), List.of()), day.day());
  }

  /** Of all of them together. */
  Change growthOfAll(BusinessDay day) {
    return growth(rows, day);
  }

  private Change growth(List<StoredDay> its, BusinessDay day) {
    var end = day.plus(1);
    var cut = end.plus(-WEEK);
    return sums(its, cut, end).since(sums(its, cut.plus(-WEEK), cut), Metric.HOURS);
  }

  private DaySums sums(List<StoredDay> its, BusinessDay from, BusinessDay to) {
    var days =
        its.stream()
            .filter(each -> each.day().compareTo(from) >= 0 && each.day().compareTo(to) < 0)
            .toList();
    var known = true;
    for (var day = from; day.compareTo(to) < 0; day = day.plus(1)) {
      known &= summed.contains(day);
    }
    return new DaySums(from, to, days, known, Uniques.UNKNOWN);
  }
}
