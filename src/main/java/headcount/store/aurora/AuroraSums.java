package headcount.store.aurora;

import headcount.audience.AudienceSums;
import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Sums through the analytics readers. Thread-safe. */
final class AuroraSums implements AudienceSums {
  private final Pools pools;
  private final StepSums sums;

  AuroraSums(Pools pools, StepSums sums) {
    this.pools = pools;
    this.sums = sums;
  }

  @Override
  public CompletionStage<Optional<List<Figures>>> steps(ScopeName scope, Steps steps) {
    return pools.read(
        Pools.Job.ANALYTICS,
        connection -> {
          var found = ScopeKeys.find(connection, scope);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(sums.of(connection, found.get(), steps));
        });
  }

  @Override
  public CompletionStage<Optional<SortedMap<BusinessDay, Map<String, Long>>>> categories(
      ScopeName scope, BusinessDay from, BusinessDay to) {
    return pools.read(
        Pools.Job.ANALYTICS,
        connection -> {
          var found = ScopeKeys.find(connection, scope);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(named(connection, found.get(), from, to));
        });
  }

  private static SortedMap<BusinessDay, Map<String, Long>> named(
      Connection connection, ScopeKeys scope, BusinessDay from, BusinessDay to)
      throws SQLException {
    var days = CategoryHours.byDay(connection, scope, from, to);
    var names = Names.of(connection, Scope.Kind.CATEGORY, CategoryHours.keys(days));
    var out = new TreeMap<BusinessDay, Map<String, Long>>();
    days.forEach(
        (day, hours) -> {
          var named = new HashMap<String, Long>();
          hours.forEach(
              (key, sum) -> {
                var name = names.get(key);
                if (name != null) {
                  named.put(name.id(), sum);
                }
              });
          out.put(day, named);
        });
    return out;
  }

  @Override
  public CompletionStage<Instant> summedTo() {
    return pools.read(Pools.Job.ANALYTICS, connection -> summedTo(connection, sums.slot()));
  }

  /** What the rollup says, or the newest slot where it was summed by hand. */
  static Instant summedTo(Connection connection, Duration slot) throws SQLException {
    var newest = Utc.instant(connection, "newest_slot");
    var out = newest == null ? Instant.MIN : newest.plus(slot);
    var done = Utc.instant(connection, "slots_done");
    return done != null && done.isAfter(out) ? done : out;
  }
}
