package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.DaySums;
import headcount.audience.DaySums.Metric;
import headcount.audience.Growth.Mover;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.StoredDay;
import headcount.audience.Uniques;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the broadcasters that rose and fell most. They are looked for among those that were on in
 * the last day, and of these among the ones whose hours watched in a week changed most; those with
 * fewer than 1,000 hours in the week before are left out.
 *
 * @param before the first day of the earlier window
 * @param cut the first day of the later window
 * @param end the day after the later window
 */
record Movers(BusinessDay before, BusinessDay cut, BusinessDay end) {
  private static final int SHOWN = 10;
  private static final int LOOKED_AT = 25;

  /** Broadcasters with a rate of growth, in no order. */
  List<Mover> of(Connection connection, ScopeKeys scope, Metric metric) throws SQLException {
    // sketches are wide
    var most = metric == Metric.UNIQUES ? SHOWN : LOOKED_AT;
    var keys = new LinkedHashSet<Long>();
    keys.addAll(keys(connection, "movers_up", scope, most));
    keys.addAll(keys(connection, "movers_down", scope, most));
    var names = Names.of(connection, Scope.Kind.BROADCASTER, keys);
    var days = days(connection, List.copyOf(keys));
    var out = new ArrayList<Mover>();
    for (var key : keys) {
      var name = names.get(key);
      if (name != null) {
        var change = change(connection, days.getOrDefault(key, List.of()), metric);
        var broadcaster = new ScopeName(Scope.Kind.BROADCASTER, name.id());
        out.add(new Mover(broadcaster, name.title(), change));
      }
    }
    return out;
  }

  /** Those that rose, most first. */
  static List<Mover> risers(List<Mover> all) {
    return some(all, rate -> rate > 0, Comparator.comparingDouble(Movers::rate).reversed());
  }

  /** Those that fell, most first. */
  static List<Mover> fallers(List<Mover> all) {
    return some(all, rate -> rate < 0, Comparator.comparingDouble(Movers::rate));
  }

  private static List<Mover> some(
      List<Mover> all, Predicate<Double> which, Comparator<Mover> order) {
    return all.stream()
        .filter(mover -> mover.change().rate() != null && which.test(rate(mover)))
        .sorted(order.thenComparing(mover -> mover.scope().id()))
        .limit(SHOWN)
        .toList();
  }

  private static double rate(Mover mover) {
    var rate = mover.change().rate();
    return rate == null ? 0 : rate;
  }

  private List<Long> keys(Connection connection, String statement, ScopeKeys scope, int most)
      throws SQLException {
    var ofCategory = scope.kind() == Scope.Kind.CATEGORY;
    var sql = Sql.of(ofCategory ? statement + "_of_category" : statement);
    try (var select = connection.prepareStatement(sql)) {
      var index = 1;
      if (ofCategory) {
        select.setLong(index++, scope.keys().getFirst());
      }
      select.setObject(index++, end.plus(-1).date());
      select.setInt(index, most);
      try (var row = select.executeQuery()) {
        var out = new ArrayList<Long>();
        while (row.next()) {
          out.add(row.getLong(1));
        }
        return out;
      }
    }
  }

  private Map<Long, List<StoredDay>> days(Connection connection, List<Long> keys)
      throws SQLException {
    var out = new HashMap<Long, List<StoredDay>>();
    for (var each : ScopeDays.of(connection, Scope.Kind.BROADCASTER, keys, before, end)) {
      out.computeIfAbsent(each.scope().key(), _ -> new ArrayList<>()).add(each);
    }
    return out;
  }

  private Change change(Connection connection, List<StoredDay> days, Metric metric)
      throws SQLException {
    var later = days.stream().filter(each -> each.day().compareTo(cut) >= 0).toList();
    var earlier = days.stream().filter(each -> each.day().compareTo(cut) < 0).toList();
    return sums(connection, cut, end, later, metric)
        .since(sums(connection, before, cut, earlier, metric), metric);
  }

  private static DaySums sums(
      Connection connection, BusinessDay from, BusinessDay to, List<StoredDay> days, Metric metric)
      throws SQLException {
    var uniques = metric == Metric.UNIQUES ? UniqueViewers.of(connection, days) : Uniques.UNKNOWN;
    return new DaySums(from, to, days, true, uniques);
  }
}
