package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.LocalHours;
import headcount.audience.Scope;
import headcount.audience.StoredDay;
import headcount.audience.Trends;
import headcount.audience.Trends.Day;
import headcount.audience.Trends.Share;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how a scope's days went. Blocks. */
record TrendReading(Connection connection, ScopeKeys scope, StepSums sums) {
  private static final int WEEK = 7;
  private static final int SHARES = 20;

  Trends of(BusinessDay from, BusinessDay to, ZoneId zone) throws SQLException {
    // the first days' mean reaches six days back
    var earlier = from.plus(1 - WEEK);
    var summed = SummedDays.of(connection, earlier, to);
    var rows = ScopeDays.of(connection, scope.kind(), scope.keys(), earlier, to);
    var byDay = new HashMap<BusinessDay, List<StoredDay>>();
    rows.forEach(each -> byDay.computeIfAbsent(each.day(), _ -> new ArrayList<>()).add(each));
    var days = new ArrayList<Day>();
    for (var day = from; day.compareTo(to) < 0; day = day.plus(1)) {
      days.add(day(day, summed, byDay));
    }
    var within = rows.stream().filter(each -> each.day().compareTo(from) >= 0).toList();
    var hours = LocalHours.steps(from.start(), to.start(), zone);
    return new Trends(
        days,
        LocalHours.of(hours, sums.of(connection, scope, hours)),
        shares(from, to, within),
        figures(within).coverage(),
        AuroraAnalytics.newest(within),
        allSummed(from, to, summed) && within.stream().allMatch(StoredDay::isFinal));
  }

  private Day day(BusinessDay day, Set<BusinessDay> summed, Map<BusinessDay, List<StoredDay>> rows)
      throws SQLException {
    if (!summed.contains(day)) {
      return new Day(day, null, null, null, null, null, null);
    }
    var its = rows.getOrDefault(day, List.of());
    var figures = figures(its);
    return new Day(
        day,
        figures.hours(),
        figures.average(),
        figures.peak(),
        UniqueViewers.of(connection, its).viewers(),
        figures.coverage(),
        meanOfTheWeek(day, summed, rows));
  }

  private static @Nullable Double meanOfTheWeek(
      BusinessDay day, Set<BusinessDay> summed, Map<BusinessDay, List<StoredDay>> rows) {
    var sum = 0.0;
    for (int i = 0; i < WEEK; i++) {
      var each = day.plus(-i);
      var hours =
          summed.contains(each) ? figures(rows.getOrDefault(each, List.of())).hours() : null;
      if (hours == null) {
        return null;
      }
      sum += hours;
    }
    return sum / WEEK;
  }

  /** Of the platform's viewer seconds; of a broadcaster's or stream's own below them. */
  private List<Share> shares(BusinessDay from, BusinessDay to, List<StoredDay> rows)
      throws SQLException {
    var byCategory = new HashMap<Long, Long>();
    CategoryHours.byDay(connection, scope, from, to)
        .values()
        .forEach(day -> day.forEach((key, sum) -> byCategory.merge(key, sum, Long::sum)));
    var whole =
        switch (scope.kind()) {
          case PLATFORM -> figures(rows).viewerSeconds();
          case CATEGORY ->
              figures(ScopeDays.of(connection, Scope.Kind.PLATFORM, List.of(0L), from, to))
                  .viewerSeconds();
          case BROADCASTER, STREAM -> byCategory.values().stream().mapToLong(it -> it).sum();
        };
    var longest =
        byCategory.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .sorted(
                Map.Entry.<Long, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
            .limit(SHARES)
            .toList();
    var names =
        Names.of(connection, Scope.Kind.CATEGORY, longest.stream().map(Map.Entry::getKey).toList());
    var out = new ArrayList<Share>();
    for (var each : longest) {
      var name = names.get(each.getKey());
      if (name != null) {
        var seconds = each.getValue();
        out.add(new Share(name.id(), name.title(), seconds / 3600.0, (double) seconds / whole));
      }
    }
    return out;
  }

  private static boolean allSummed(BusinessDay from, BusinessDay to, Set<BusinessDay> summed) {
    for (var day = from; day.compareTo(to) < 0; day = day.plus(1)) {
      if (!summed.contains(day)) {
        return false;
      }
    }
    return true;
  }

  private static Figures figures(List<StoredDay> rows) {
    return rows.stream().map(StoredDay::figures).reduce(Figures.NOTHING, Figures::plus);
  }
}
